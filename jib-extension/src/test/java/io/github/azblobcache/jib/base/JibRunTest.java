package io.github.azblobcache.jib.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import io.github.azblobcache.jib.base.JibRun.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.maven.settings.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JibRunTest {

  private static final List<Platform> PLATFORMS =
      List.of(new Platform("amd64", "linux"), new Platform("arm64", "linux"));

  @TempDir private Path folder;

  private JibRun run(Map<String, String> user, String configuration) throws Exception {
    return JibRuns.of(folder, "build", user, configuration);
  }

  @Test
  void whatMavenFillsInIsFilledIn() throws Exception {
    JibRun run =
        run(
            Map.of(),
            "<from><image>tar://${project.build.directory}/base.tar</image></from>"
                + "<to><image>registry/app:${git.commit.id.abbrev}</image></to><allowInsecureRegistries"
                + " default-value='true'>${none}</allowInsecureRegistries>");
    // As the plugins do that find something out while they build.
    run.project().getProperties().setProperty("git.commit.id.abbrev", "1c1f39c");

    assertEquals(Optional.of("tar://" + folder + "/target/base.tar"), run.baseImage());
    assertEquals(Optional.of("registry/app:1c1f39c"), run.targetImage());
    assertEquals(
        run.targetImage(), CompletableFuture.supplyAsync(run::targetImage).join(), "by any thread");
    assertTrue(run.allowsInsecureRegistries());
  }

  @Test
  void aPropertyCountsMoreThanThePom() throws Exception {
    JibRun run =
        run(
            Map.of("jib.from.image", "one", "jib.dockerClient.environment", "A=b,C=d"),
            "<from><image>two</image></from>"
                + "<dockerClient><environment><E>f</E></environment></dockerClient>");

    assertEquals(Optional.of("one"), run.baseImage());
    assertEquals(new DockerProgram("docker", Map.of("A", "b", "C", "d")), run.docker());
  }

  @Test
  void aLoginIsTheWholeOneOfOnePlace() throws Exception {
    String configuration =
        "<from><auth><username>u</username><password>${secret}</password></auth></from>"
            + "<to><auth><username>u</username></auth></to>";
    JibRun run = run(Map.of("secret", "p", "jib.from.auth.username", "x"), configuration);

    assertEquals(Optional.of(Credential.from("u", "p")), run.login(Side.FROM));
    assertEquals(Optional.empty(), run.login(Side.TO));
  }

  @Test
  void aServerIsFoundWithoutItsPortToo() throws Exception {
    JibRun run = run(Map.of(), "");
    Server server = new Server();
    server.setId("registry");
    server.setUsername("u");
    server.setPassword("p");
    run.session().getRequest().addServer(server);

    assertEquals(Optional.of(Credential.from("u", "p")), run.serverLogin("registry:5000"));
    assertEquals(Optional.of(Credential.from("u", "p")), run.serverLogin("registry"));
    assertEquals(Optional.empty(), run.serverLogin("other:5000"));
  }

  @Test
  void aCredentialHelperHasTwoForms() throws Exception {
    JibRun run =
        run(
            Map.of("value", "x"),
            "<from><credHelper>short</credHelper></from><to><credHelper><helper>long</helper>"
                + "<environment><NAME>${value}</NAME></environment></credHelper></to>");

    assertEquals(Optional.of("short"), run.credentialHelper(Side.FROM));
    assertEquals(Map.of(), run.credentialHelperEnvironment(Side.FROM));
    assertEquals(Optional.of("long"), run.credentialHelper(Side.TO));
    assertEquals(Map.of("NAME", "x"), run.credentialHelperEnvironment(Side.TO));
  }

  @Test
  void forADaemonItsOwnPlatformIsBuilt() throws Exception {
    assertEquals(List.of(PLATFORMS.get(1)), dockerBuild("echo linux/aarch64").built(PLATFORMS));
    assertEquals(List.of(PLATFORMS.get(0)), dockerBuild("echo linux/x86_64").built(PLATFORMS));
    assertEquals(List.of(PLATFORMS.get(0)), dockerBuild("echo linux/s390x").built(PLATFORMS));
    String warning = "echo WARNING: Error loading config file >&2; ";
    assertEquals(
        List.of(PLATFORMS.get(1)), dockerBuild(warning + "echo linux/aarch64").built(PLATFORMS));
    assertEquals(PLATFORMS, dockerBuild("exit 1").built(PLATFORMS));
    assertEquals(PLATFORMS, run(Map.of(), "").built(PLATFORMS));
  }

  private JibRun dockerBuild(String script) throws Exception {
    Path docker = Files.writeString(folder.resolve("docker"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwx------"));
    return JibRuns.of(
        folder, "dockerBuild", Map.of("jib.dockerClient.executable", docker.toString()), "");
  }
}
