package io.github.azblobcache.maven.init;

import io.github.azblobcache.maven.session.JibPlugins;
import io.github.azblobcache.maven.support.ModuleSettings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;

/**
 * Where {@code init} works.
 *
 * @param root the folder where Maven looks for {@code .mvn}, or should
 * @param modules those of this session; a stand-in if there is no project
 * @param mavenVersion for instance {@code 3.9.16}
 */
record InitPlace(Path root, List<MavenProject> modules, String mavenVersion) {

  /**
   * @see <a href="https://maven.apache.org/docs/3.10.0/release-notes.html">Maven 3.10, release
   *     notes</a>
   */
  private static final String FIRST_WITH_USER_EXTENSIONS = "3.10.0";

  /**
   * The property with the time that Maven writes into jars.
   *
   * @see <a href="https://maven.apache.org/guides/mini/guide-reproducible-builds.html">Maven,
   *     configuring for reproducible builds</a>
   */
  static final String OUTPUT_TIMESTAMP = "project.build.outputTimestamp";

  static InitPlace of(MavenSession session) {
    return new InitPlace(
        rootOf(session),
        session.getProjects(),
        session.getSystemProperties().getProperty("maven.version", ""));
  }

  // Where no folder above has a .mvn, Maven takes the one where it runs. That may be a module's.
  private static Path rootOf(MavenSession session) {
    File known = session.getRequest().getMultiModuleProjectDirectory();
    Path root = known != null ? known.toPath() : Path.of(session.getExecutionRootDirectory());
    if (Files.isDirectory(root.resolve(".mvn"))) {
      return root;
    }
    MavenProject project = session.getTopLevelProject();
    while (project.getParent() != null && project.getParent().getBasedir() != null) {
      project = project.getParent();
      Path above = project.getBasedir().toPath();
      root = root.startsWith(above) ? above : root;
    }
    return root;
  }

  /**
   * @throws MojoFailureException if there is no POM
   */
  void requireProject() throws MojoFailureException {
    if (modules.stream().noneMatch(module -> module.getFile() != null)) {
      throw new MojoFailureException(
          "There is no pom.xml in " + root + ". Run init in the folder of your project.");
    }
  }

  Path projectExtensions() {
    return root.resolve(".mvn").resolve("extensions.xml");
  }

  /**
   * @throws MojoFailureException if this Maven does not read it
   */
  Path userExtensions() throws MojoFailureException {
    if (new ComparableVersion(mavenVersion)
            .compareTo(new ComparableVersion(FIRST_WITH_USER_EXTENSIONS))
        < 0) {
      throw new MojoFailureException(
          "Maven "
              + mavenVersion
              + " does not read ~/.m2/extensions.xml. Leave out -Dazblob-cache.userWide to set up"
              + " the project, or use Maven 3.10 or newer.");
    }
    return Path.of(System.getProperty("user.home"), ".m2", "extensions.xml");
  }

  /** The POM that has this plugin as an extension. */
  Optional<String> declaredByPom() {
    for (MavenProject module : modules) {
      Plugin plugin = module.getPlugin(ModuleSettings.PLUGIN_KEY);
      if (plugin != null && plugin.isExtensions()) {
        return Optional.of("The POM of " + module.getArtifactId());
      }
    }
    return Optional.empty();
  }

  /** Whether a module's POM does not fix the times that Maven writes into jars. */
  boolean hasChangingJars() {
    return modules.stream()
        .anyMatch(
            module ->
                module.getFile() != null
                    && module.getProperties().getProperty(OUTPUT_TIMESTAMP) == null);
  }

  /** Whether the root is that of a repository, or in none. */
  boolean isRepository() {
    return repository().equals(root);
  }

  /** The folder with {@code .git} at or above the root; the root if there is none. */
  Path repository() {
    for (Path folder = root; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(".git"))) {
        return folder;
      }
    }
    return root;
  }

  /** The command that builds the image in CI, typed in the root. */
  String buildCommand() {
    return maven() + " -B " + boundPhase().orElse("package jib:build");
  }

  /** A command that builds the image as a new machine does, to a file if Jib is not bound. */
  String trialCommand() {
    return maven() + " clean " + boundPhase().orElse("package jib:buildTar");
  }

  private String maven() {
    return Files.exists(root.resolve("mvnw")) ? "./mvnw" : "mvn";
  }

  /** The phase to which a module binds Jib; empty also if a variable says which. */
  Optional<String> boundPhase() {
    for (MavenProject module : modules) {
      for (Plugin jib : JibPlugins.built(module)) {
        for (PluginExecution execution : jib.getExecutions()) {
          String phase = execution.getPhase();
          if (phase != null && phase.matches("[a-z-]+") && !phase.equals("none")) {
            return Optional.of(phase);
          }
        }
      }
    }
    return Optional.empty();
  }
}
