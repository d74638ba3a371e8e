package io.github.azblobcache.maven.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.azblobcache.settings.syntax.ServerPasswords.UnreadablePasswordException;
import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.codehaus.plexus.PlexusContainer;
import org.junit.jupiter.api.Test;

/** With sessions as Maven 4 makes them; the integration tests run the decryption of Maven 3. */
class MavenSecretsTest {

  private final Settings settings = new Settings();

  private MavenSecrets secrets() {
    return new MavenSecrets(Sessions.of(null, settings));
  }

  private Server server(String password) {
    Server server = new Server();
    server.setId("cache");
    server.setPassword(password);
    settings.addServer(server);
    return server;
  }

  @Test
  void maven4HasDecryptedAPassword() throws Exception {
    server(" secret\n");
    assertEquals(Optional.of("secret"), secrets().password("cache"));
    assertEquals(Optional.empty(), secrets().password("other"));
  }

  @Test
  void aPasswordThatMaven4CouldNotDecryptIsNone() {
    server("{abc=}");
    assertThrows(UnreadablePasswordException.class, () -> secrets().password("cache"));
  }

  @Test
  void whatMaven4HasDecryptedStaysAsItIs() {
    Server server = server("secret");
    List<Proxy> proxies = List.of(new Proxy());
    assertSame(server, secrets().decrypted(server));
    assertSame(proxies, secrets().decrypted(proxies));
  }

  @Test
  void aServerWithoutAPasswordHasNothingToDecrypt() throws Exception {
    server(null);
    PlexusContainer container =
        (PlexusContainer)
            java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {PlexusContainer.class},
                (proxy, method, arguments) -> {
                  throw new AssertionError(method);
                });
    MavenSecrets secrets = new MavenSecrets(Sessions.of(container, settings));
    assertEquals(Optional.of(""), secrets.password("cache"));
  }
}
