package io.github.azblobcache.it.documents;

import io.github.azblobcache.testkit.FileTrees;
import io.github.azblobcache.testkit.MavenRun;
import io.github.azblobcache.testkit.NamedAccount;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The machine of somebody who follows the documents: a shell, a Maven on the path, an Azure CLI
 * that is logged in, and a home whose local repository has azblob-cache and nothing else.
 */
final class UserMachine {

  private static final int MINUTES_AT_MOST = 10;

  private static final Path OURS = Path.of("io", "github", "azblobcache");

  /** Variables of this machine that change what Maven or a login does. */
  private static final String NOT_FROM_HERE = "(AZURE|AZBLOB|BUILDKIT|MAVEN|JIB|GITHUB|CI).*";

  private final Path folder;
  private final Path maven;
  private final Path installed;
  private final NamedAccount account;

  private UserMachine(Path folder, Path maven, Path installed, NamedAccount account) {
    this.folder = folder;
    this.maven = maven;
    this.installed = installed;
    this.account = account;
  }

  /**
   * Makes one.
   *
   * @param folder for its home; what is there is deleted
   * @param maven which Maven it has
   * @param installed a local repository with this build's azblob-cache, and others' artifacts
   * @param settings names where all other artifacts come from
   */
  static UserMachine make(
      Path folder, Path maven, Path installed, Path settings, NamedAccount account)
      throws IOException {
    FileTrees.delete(folder);
    UserMachine machine = new UserMachine(folder, maven, installed, account);
    machine.install();
    machine.settings(
        Files.readString(settings)
            .replace("<repositories>", "<repositories>" + repository("repository", installed))
            .replace(
                "<pluginRepositories>",
                "<pluginRepositories>" + repository("pluginRepository", installed)));
    machine.azureCli();
    return machine;
  }

  /** Has azblob-cache in the local repository. */
  void install() throws IOException {
    Path ours = Files.createDirectories(home().resolve(".m2/repository").resolve(OURS));
    FileTrees.checkOut(installed.resolve(OURS), ours, Set.of("target"));
  }

  /** Has no azblob-cache in the local repository; Maven offline finds none. */
  void uninstall() throws IOException {
    FileTrees.delete(home().resolve(".m2/repository").resolve(OURS));
  }

  private static String repository(String element, Path local) {
    return """
    <%s><id>installed</id><url>%s</url>
      <releases><checksumPolicy>ignore</checksumPolicy></releases>
      <snapshots><enabled>false</enabled></snapshots></%s>
    """
        .formatted(element, local.toUri(), element);
  }

  // The Azure CLI is not ours to test: what it prints is what this account accepts.
  private void azureCli() throws IOException {
    Path program = Files.createDirectories(folder.resolve("bin")).resolve("az");
    Files.writeString(
        program,
        """
        #!/bin/sh
        case "$*" in
          version*) echo '{"azure-cli": "2.70.0"}' ;;
          'account get-access-token'*)
            echo '{"accessToken": "%s", "expiresOn": "2099-01-01 00:00:00.000000",' \\
              '"expires_on": 4070908800, "tenant": "t", "subscription": "s", "tokenType": "Bearer"}' ;;
          'storage container generate-sas'*) cat "$HOME/signature" ;;
          *) echo "az: unexpected: $*" >&2; exit 2 ;;
        esac
        """
            .formatted(account.token()));
    program.toFile().setExecutable(true);
  }

  Path home() {
    return folder.resolve("home");
  }

  /** The user's {@code settings.xml}, as it is now. */
  String settings() throws IOException {
    return Files.readString(home().resolve(".m2/settings.xml"));
  }

  /** Replaces the user's {@code settings.xml}. */
  void settings(String text) throws IOException {
    Files.writeString(home().resolve(".m2/settings.xml"), text);
  }

  /** What {@code az storage container generate-sas} prints. */
  void signature(String signature) throws IOException {
    Files.writeString(home().resolve("signature"), signature);
  }

  /** An empty folder for a project or without one. */
  Path newFolder(String name) throws IOException {
    Path place = folder.resolve("work").resolve(name);
    FileTrees.delete(place);
    // Maven takes the first folder above with a .mvn for the project's, and this build has one.
    Files.createDirectories(place.resolve(".mvn"));
    return place;
  }

  /**
   * Lets Maven download what a command needs, which it does before it is cut off from everything
   * but the account.
   */
  void download(Path where, Map<String, String> environment, String command) throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.put("MAVEN_OPTS", String.join(" ", javaOptions()));
    shell(where, all, command).orFail();
  }

  /**
   * Runs a script as a user's shell would.
   *
   * @param environment added to what every shell has
   */
  MavenRun shell(Path where, Map<String, String> environment, String script) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
            .directory(where.toFile())
            .redirectErrorStream(true);
    Map<String, String> all = builder.environment();
    all.keySet().removeIf(name -> name.matches(NOT_FROM_HERE));
    all.put("HOME", home().toString());
    all.put("XDG_CACHE_HOME", home().resolve(".cache").toString());
    // No managed identity, whatever machine runs the tests: one that answers and refuses ends a
    // login.
    all.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:1");
    // How fast an account answers on a busy machine is not what is tested.
    all.put("AZBLOB_CACHE_PATIENCE", "60s");
    all.put("JAVA_HOME", System.getProperty("java.home"));
    all.put("MAVEN_OPTS", String.join(" ", mavenOptions()));
    all.put(
        "PATH",
        String.join(
            File.pathSeparator,
            folder.resolve("bin").toString(),
            maven.resolve("bin").toString(),
            System.getenv("PATH")));
    all.putAll(environment);
    long start = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(MINUTES_AT_MOST, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return new MavenRun(process.exitValue(), output, Duration.ofNanos(System.nanoTime() - start));
  }

  private List<String> mavenOptions() {
    List<String> options = new ArrayList<>(javaOptions());
    options.addAll(account.jvmOptions());
    return options;
  }

  // Java takes the home from the system, not from HOME.
  private List<String> javaOptions() {
    return List.of("-Duser.home=" + home(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
  }
}
