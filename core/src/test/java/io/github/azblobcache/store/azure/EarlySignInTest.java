package io.github.azblobcache.store.azure;

import static io.github.azblobcache.store.azure.ScriptedServer.content;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.BuildEnvironment;
import io.github.azblobcache.CacheDirectories;
import io.github.azblobcache.SessionCaches;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.syntax.ServerPasswords;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.values.SettingSource;
import io.github.azblobcache.store.ChildJvm;
import io.github.azblobcache.store.types.BuiltInStores;
import io.github.azblobcache.transfer.CacheTimeouts;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlySignInTest {

  @TempDir private Path folder;

  /** A build that exports only, and is not yet so far. */
  static final class Build {

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      Map<String, String> user = Map.of("azblob-cache.to", arguments[1]);
      CacheSettings settings =
          CacheSettings.read(
              List.of(SettingSource.userProperties(user::get)),
              new SettingContext(
                  name -> null, folder, ServerPasswords.NONE, warning -> {}, BuiltInStores.TYPES));
      BuildEnvironment place =
          new BuildEnvironment(folder, new CacheDirectories(folder), CacheTimeouts.DEFAULT);
      try (SessionCaches session = new SessionCaches(place, CacheEvents.NONE)) {
        session.cacheFor(settings);
        System.in.read();
      }
    }
  }

  @Test
  void aBuildThatExportsOnlyTakesItsTokenWhenItBegins() throws Exception {
    try (ScriptedServer identity = new ScriptedServer();
        ScriptedServer azure = new ScriptedServer()) {
      identity.then(content(200, token(), "Content-Type: application/json"));
      Process build =
          ChildJvm.start(
              List.of(),
              Map.of(
                  "IDENTITY_ENDPOINT", identity.url() + "/msi/token", "IDENTITY_HEADER", "header"),
              Build.class,
              folder.toString(),
              "type=azblob,account_name=acct,account_url=" + azure.url());
      while (identity.requests().isEmpty() && !build.waitFor(20, TimeUnit.MILLISECONDS)) {
        assertEquals(List.of(), azure.requests());
      }
      build.getOutputStream().close();
      ChildJvm.Result result = ChildJvm.await(build);
      assertEquals(1, identity.requests().size(), result.output());
      assertEquals(List.of(), azure.requests());
    }
  }

  private static String token() {
    return "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"resource\":\"https://storage.azure.com\",\"expires_on\":\""
        + Instant.now().plusSeconds(3600).getEpochSecond()
        + "\"}";
  }
}
