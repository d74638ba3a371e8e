package io.github.azblobcache.jib.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.tools.jib.api.ImageReference;
import io.github.azblobcache.jib.base.JibRun.Side;
import io.github.azblobcache.testkit.DockerRegistry;
import io.github.azblobcache.testkit.RealParts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.settings.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real registry that asks for a login is the judge. */
class RegistryLoginTest {

  private static DockerRegistry registry;

  @TempDir private Path folder;

  @BeforeAll
  static void startsARegistry() throws Exception {
    registry = RealParts.require(() -> DockerRegistry.startWithLogin("u", "p"));
  }

  @AfterAll
  static void endsIt() {
    if (registry != null) {
      registry.close();
    }
  }

  @Test
  void withoutALoginTheRegistryRefuses() throws Exception {
    JibRun run = run(Map.of(), "");
    assertThrows(IOException.class, () -> ask(run, Side.FROM));
    assertThrows(IOException.class, () -> ask(run, Side.TO));
  }

  @Test
  void aLoginInJibsConfigurationIsUsed() throws Exception {
    String auth = "<auth><username>u</username><password>${secret}</password></auth>";
    JibRun run = run(Map.of("secret", "p"), "<from>" + auth + "</from><to>" + auth + "</to>");

    assertEquals(Optional.empty(), ask(run, Side.FROM));
    assertEquals(Optional.empty(), ask(run, Side.TO));
  }

  @Test
  void aLoginInMavensSettingsIsUsed() throws Exception {
    JibRun run = run(Map.of(), "");
    Server server = new Server();
    server.setId(registry.address());
    server.setUsername("u");
    server.setPassword("p");
    run.session().getRequest().addServer(server);

    assertEquals(Optional.empty(), ask(run, Side.FROM));
  }

  @Test
  void aCredentialHelperHasTheEnvironmentThatIsConfigured() throws Exception {
    Path helper = helper("[ \"$NAME\" = u ] && echo '{\"Username\":\"u\",\"Secret\":\"p\"}'");
    JibRun run =
        run(
            Map.of(),
            "<from><credHelper><helper>%s</helper><environment><NAME>u</NAME></environment>"
                    .formatted(helper)
                + "</credHelper></from>");

    assertEquals(Optional.empty(), ask(run, Side.FROM));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo secret; exit 1",
        "echo secret >&2; exit 1",
        "echo '{\"Username\":\"u\",\"Secret\":secret}'",
        "echo '{\"secret\":[]}'"
      })
  void whatACredentialHelperPrintsStaysSecret(String script) throws Exception {
    Path helper = helper(script);
    JibRun run = run(Map.of("jib.from.credHelper", helper.toString()), "");

    IOException e = assertThrows(IOException.class, () -> ask(run, Side.FROM));
    assertTrue(e.getMessage().contains(registry.address()), e.getMessage());
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    assertFalse(trace.toString().contains("secret"), trace.toString());
  }

  private Path helper(String script) throws IOException {
    Path helper = folder.resolve("docker-credential-x");
    Files.writeString(helper, "#!/bin/sh\nread -r server\n" + script + "\n");
    return Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
  }

  private JibRun run(Map<String, String> user, String configuration) throws Exception {
    Map<String, String> properties = new HashMap<>(user);
    properties.put("jib.allowInsecureRegistries", "true");
    return JibRuns.of(
        folder,
        "build",
        properties,
        configuration
            + "<allowInsecureRegistries>${jib.allowInsecureRegistries}</allowInsecureRegistries>");
  }

  /** Asks for an image that is not there; fails if it may not even be asked for. */
  private static Optional<?> ask(JibRun run, Side side) throws Exception {
    ImageReference image = ImageReference.of(registry.address(), "base", "1");
    System.setProperty("sendCredentialsOverHttp", "true");
    try (RegistryAccess access = RegistryAccess.to(image, run, side)) {
      return access.ask(client -> client.checkManifest("1"));
    } finally {
      System.clearProperty("sendCredentialsOverHttp");
    }
  }
}
