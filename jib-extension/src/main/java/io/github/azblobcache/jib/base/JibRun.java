package io.github.azblobcache.jib.base;

import io.github.azblobcache.ImageNames;
import io.github.azblobcache.maven.support.MavenComponents;
import io.github.azblobcache.maven.support.MavenSecrets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Server;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The run of a Jib goal that this thread is in, and how it is configured: what Jib tells no
 * extension.
 *
 * @param session Maven's
 * @param project the module that is built
 * @param execution the goal's execution
 */
record JibRun(MavenSession session, MavenProject project, MojoExecution execution) {

  /** Which part of Jib's configuration. */
  enum Side {
    /** The base image. */
    FROM,
    /** The image that is built. */
    TO;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final Set<String> TO_THIS_MACHINE = Set.of("buildTar", "dockerBuild");

  /** The run; empty if Maven does not tell, as when this thread runs no goal. */
  static Optional<JibRun> current(MavenSession session, MavenProject project) {
    // Maven seeds it into the scope of the goal that it runs.
    Optional<MojoExecution> execution = MavenComponents.find(session, MojoExecution.class);
    return execution.isPresent()
        ? Optional.of(new JibRun(session, project, execution.get()))
        : Optional.empty();
  }

  /** Whether Jib will read every layer of the base image, whatever a registry has. */
  boolean readsAllBaseLayers() {
    return TO_THIS_MACHINE.contains(execution.getGoal())
        || Boolean.parseBoolean(property("jib.alwaysCacheBaseImage").orElse("false"));
  }

  /** The base image as the user wrote it; empty for Jib's default. */
  Optional<String> baseImage() {
    Optional<String> property = property("jib.from.image");
    return property.isPresent() ? property : configured("from", "image");
  }

  /** How a cache names the module's image. */
  String image() {
    return ImageNames.of(project.getGroupId(), project.getArtifactId());
  }

  /** Docker's client as Jib is configured to use it. */
  DockerProgram docker() {
    Map<String, String> environment = new HashMap<>();
    Xpp3Dom configured = node("dockerClient", "environment");
    if (configured != null) {
      for (Xpp3Dom variable : configured.getChildren()) {
        environment.put(variable.getName(), String.valueOf(variable.getValue()).strip());
      }
    }
    String executable =
        property("jib.dockerClient.executable")
            .or(() -> configured("dockerClient", "executable"))
            .orElse("docker");
    return new DockerProgram(executable, environment);
  }

  /** The image that is built as the user wrote it. */
  Optional<String> targetImage() {
    return property("image").or(() -> property("jib.to.image")).or(() -> configured("to", "image"));
  }

  /** Whether registries over plain http are allowed. */
  boolean allowsInsecureRegistries() {
    return Boolean.parseBoolean(
        property("jib.allowInsecureRegistries")
            .or(() -> configured("allowInsecureRegistries"))
            .orElse("false"));
  }

  /** The user name or password that is configured for a registry. */
  Optional<String> auth(Side side, String field) {
    return property("jib." + side + ".auth." + field)
        .or(() -> configured(side.toString(), "auth", field));
  }

  /** The credential helper that is configured for a registry. */
  Optional<String> credentialHelper(Side side) {
    return property("jib." + side + ".credHelper")
        .or(() -> configured(side.toString(), "credHelper", "helper"))
        .or(() -> configured(side.toString(), "credHelper"));
  }

  /** A server of Maven's settings with its password in plain text; as it is if Maven can't tell. */
  Server decrypted(Server server) {
    return new MavenSecrets(session).decrypted(server);
  }

  private Optional<String> property(String name) {
    for (Properties properties :
        List.of(
            session.getUserProperties(), project.getProperties(), session.getSystemProperties())) {
      String value = properties.getProperty(name);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  private Optional<String> configured(String... path) {
    Xpp3Dom node = node(path);
    if (node == null || node.getValue() == null) {
      return Optional.empty();
    }
    String value = node.getValue().strip();
    // What Maven would still have to fill in from a property has been looked up.
    boolean isSaid = !value.isEmpty() && !value.startsWith("${");
    return isSaid ? Optional.of(value) : Optional.empty();
  }

  private Xpp3Dom node(String... path) {
    Xpp3Dom node = execution.getConfiguration();
    for (String name : path) {
      node = node == null ? null : node.getChild(name);
    }
    return node;
  }
}
