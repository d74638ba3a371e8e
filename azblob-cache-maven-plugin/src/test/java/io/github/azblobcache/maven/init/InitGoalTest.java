package io.github.azblobcache.maven.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.maven.goal.GoalContext;
import io.github.azblobcache.maven.session.JibPlugins;
import io.github.azblobcache.settings.CacheDescriptions;
import io.github.azblobcache.settings.syntax.CacheUse;
import io.github.azblobcache.settings.syntax.ServerPasswords;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.values.Setting;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.types.BuiltInStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitGoalTest {

  @TempDir private Path root;
  private MavenProject project;
  private String mavenVersion = "3.9.16";

  @BeforeEach
  void makeProject() {
    project = project(root);
  }

  private static MavenProject project(Path folder) {
    Model model = new Model();
    model.setArtifactId("shop");
    model.setBuild(new Build());
    MavenProject made = new MavenProject(model);
    made.setFile(folder.resolve("pom.xml").toFile());
    return made;
  }

  private static Plugin plugin(String groupId, String artifactId, MavenProject project) {
    Plugin plugin = new Plugin();
    plugin.setGroupId(groupId);
    plugin.setArtifactId(artifactId);
    project.getBuild().addPlugin(plugin);
    return plugin;
  }

  private MavenSession session() {
    Properties system = new Properties();
    system.setProperty("maven.version", mavenVersion);
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setSystemProperties(system);
    Path folder = project.getFile() == null ? root : project.getBasedir().toPath();
    // As the script does that starts Maven
    Path above = folder;
    while (above.startsWith(root) && !Files.isDirectory(above.resolve(".mvn"))) {
      above = above.getParent();
    }
    request.setMultiModuleProjectDirectory((above.startsWith(root) ? above : folder).toFile());
    @SuppressWarnings("deprecation")
    MavenSession session =
        new MavenSession(null, request, new DefaultMavenExecutionResult(), project);
    session.setProjects(new ArrayList<>(List.of(project)));
    return session;
  }

  private void init(String ci, String accountUrl, boolean overwrite)
      throws MojoExecutionException, MojoFailureException {
    new InitGoal(new GoalContext(session(), project), ci, accountUrl, false, overwrite, false)
        .execute();
  }

  private Path extensions() {
    return root.resolve(".mvn/extensions.xml");
  }

  @Test
  void writesTheExtensionOnce() throws Exception {
    init(null, null, false);
    String first = Files.readString(extensions());
    assertTrue(first.contains("<version>" + JibPlugins.version() + "</version>"), first);
    init(null, null, true);
    assertEquals(first, Files.readString(extensions()));
  }

  @Test
  void anotherVersionStaysUnlessToldOtherwise() throws Exception {
    init(null, null, false);
    String first = Files.readString(extensions());
    String old = first.replace(JibPlugins.version(), "0.0.1");
    Files.writeString(extensions(), old);

    init(null, null, false);
    assertEquals(old, Files.readString(extensions()));
    init(null, null, true);
    assertEquals(first, Files.readString(extensions()));
  }

  @Test
  void inAModuleTheRootIsSetUp() throws Exception {
    MavenProject aggregator = project;
    project = project(Files.createDirectories(root.resolve("apps/web")));
    project.setParent(aggregator);

    init(null, null, false);

    assertTrue(Files.exists(extensions()));
    assertFalse(Files.exists(root.resolve("apps/web/.mvn")));
  }

  @Test
  void aParentBesideTheModuleIsNotItsRoot() throws Exception {
    Path module = Files.createDirectories(root.resolve("web"));
    project = project(module);
    project.setParent(project(root.resolve("parent")));

    assertEquals(module, InitPlace.of(session()).root());
  }

  @Test
  void whereMavenHasItsFolderIsTheRoot() throws Exception {
    Files.createDirectories(root.resolve(".mvn"));
    project = project(Files.createDirectories(root.resolve("apps/web")));

    assertEquals(root, InitPlace.of(session()).root());
  }

  @Test
  void aPomThatHasTheExtensionNeedsNoFile() throws Exception {
    plugin("io.github.azblobcache", "azblob-cache-maven-plugin", project).setExtensions(true);

    init("github", null, false);

    assertFalse(Files.exists(extensions()));
    assertTrue(Files.exists(root.resolve(".github/workflows/image.yml")));
  }

  @ParameterizedTest
  @CsvSource({
    "github, .github/workflows/image.yml",
    "Azure, azure-pipelines.yml",
    "gitlab, .gitlab-ci.yml",
    "jenkins, Jenkinsfile"
  })
  void aConfigurationThatIsThereStaysUnlessToldOtherwise(String ci, String file) throws Exception {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "theirs\n");

    init(ci, "https://shop.blob.core.windows.net/", false);
    assertEquals("theirs\n", Files.readString(path));

    init(ci, "https://shop.blob.core.windows.net/", true);
    String ours = Files.readString(path);
    assertTrue(ours.contains("account_url=https://shop.blob.core.windows.net,name=main"), ours);
  }

  @Test
  void whatIsWrongIsFoundBeforeAnythingIsWritten() throws Exception {
    Files.createDirectories(root.resolve(".mvn"));
    Files.writeString(extensions(), "<project/>");

    assertEquals(
        extensions()
            + ": line 1: the root is <project> and not <extensions>. Nothing was written. Correct"
            + " the file, and run init again.",
        assertThrows(MojoFailureException.class, () -> init("gitlab", null, true)).getMessage());
    assertFalse(Files.exists(root.resolve(".gitlab-ci.yml")));
  }

  /** A description without a container is what the configurations have. */
  @Test
  void theContainerThatIsNamedIsThatOfTheDescriptions() {
    AzureLocation store =
        (AzureLocation)
            CacheDescriptions.parseAll(
                    new Setting("", "type=azblob,account_url=https://acct.blob.core.windows.net"),
                    CacheUse.IMPORT,
                    new SettingContext(
                        name -> null,
                        root,
                        ServerPasswords.NONE,
                        warning -> {},
                        BuiltInStores.TYPES))
                .get(0)
                .location();
    assertEquals(InitAdvice.CONTAINER, store.container());
  }

  @Test
  void aFolderBelowTheRepositorysRootGetsNoConfiguration() throws Exception {
    Files.createDirectories(root.resolve(".git"));
    project = project(Files.createDirectories(root.resolve("java")));

    init("github", null, false);

    assertTrue(Files.exists(root.resolve("java/.mvn/extensions.xml")));
    assertFalse(Files.exists(root.resolve("java/.github")));
    assertFalse(Files.exists(root.resolve(".github")));
  }

  @Test
  void withoutAProjectSaysWhereToRunIt() {
    project.setFile(null);

    assertEquals(
        "There is no pom.xml in " + root + ". Run init in the folder of your project.",
        assertThrows(MojoFailureException.class, () -> init(null, null, false)).getMessage());
    assertFalse(Files.exists(extensions()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acct",
        "https://acct.blob.core.windows.net?sv=1&sig=SECRET",
        "https://acct.blob.core.windows.net,secret_access_key=SECRET",
        "https://me:SECRET@acct.blob.core.windows.net",
        "http://acct.blob.core.windows.net",
      })
  void whatIsNoEndpointIsRefusedAndNoSecretShown(String url) {
    String message =
        assertThrows(MojoFailureException.class, () -> init("github", url, false)).getMessage();

    assertTrue(message.startsWith("-Dazblob-cache.accountUrl"), message);
    assertFalse(message.contains("SECRET"), message);
    assertFalse(Files.exists(extensions()));
  }

  @Test
  void theBuildIsTheProjectsOwn() throws IOException {
    assertEquals("mvn -B package jib:build", InitPlace.of(session()).buildCommand());

    PluginExecution execution = new PluginExecution();
    execution.setGoals(List.of("build"));
    plugin(JibPlugins.GROUP_ID, JibPlugins.ARTIFACT_ID, project).addExecution(execution);
    assertEquals(Optional.empty(), InitPlace.of(session()).boundPhase());

    execution.setPhase("${env.PHASE}");
    assertEquals("mvn clean package jib:buildTar", InitPlace.of(session()).trialCommand());

    execution.setPhase("deploy");
    Files.writeString(root.resolve("mvnw"), "");
    assertEquals("./mvnw -B deploy", InitPlace.of(session()).buildCommand());
  }

  @Test
  void jarsAreTheSameOnlyWithAFixedTime() {
    assertTrue(InitPlace.of(session()).hasChangingJars());

    project.getProperties().setProperty("project.build.outputTimestamp", "2026-01-01T00:00:00Z");
    assertFalse(InitPlace.of(session()).hasChangingJars());
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.10.0", "3.10.2", "4.0.0-rc-6"})
  void newerMavensReadTheUsersExtensions(String version) throws Exception {
    mavenVersion = version;

    assertTrue(InitPlace.of(session()).userExtensions().endsWith(Path.of(".m2", "extensions.xml")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.6.3", "3.9.16"})
  void olderMavensDoNot(String version) {
    mavenVersion = version;

    assertEquals(
        "Maven "
            + version
            + " does not read ~/.m2/extensions.xml. Leave out -Dazblob-cache.userWide to set up"
            + " the project, or use Maven 3.10 or newer.",
        assertThrows(MojoFailureException.class, () -> InitPlace.of(session()).userExtensions())
            .getMessage());
  }
}
