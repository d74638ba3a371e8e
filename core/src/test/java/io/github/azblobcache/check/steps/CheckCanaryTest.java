package io.github.azblobcache.check.steps;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.azblobcache.store.azure.CanaryService;
import io.github.azblobcache.store.azure.TestCertificate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of a service that an agent or a terminal would act on, in a check's table and JSON. */
class CheckCanaryTest {

  @TempDir Path files;

  private static Checks check(Object url) throws Exception {
    String cache = "type=azblob,account_name=acct,secret_access_key=AAAA,account_url=" + url;
    return Checks.of(Map.of("AZBLOB_CACHE_FROM", cache, "AZBLOB_CACHE_TO", cache));
  }

  private static void assertHarmless(Checks checks) {
    String printed = checks.toString();
    assertTrue(printed.contains("canary"), printed);
    assertFalse(printed.contains("##"), printed);
    assertTrue(printed.lines().noneMatch(line -> line.strip().startsWith("::")), printed);
    assertFalse(printed.matches("(?s).*[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n]].*"), printed);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 307, 400, 401, 403, 404, 409, 503})
  void areHarmlessInAnswers(int status) throws Exception {
    try (CanaryService service = new CanaryService(status)) {
      assertHarmless(check(service.url()));
    }
  }

  @Test
  void areHarmlessInACertificate() throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TestCertificate certificate =
        TestCertificate.in(files, "CN=\"##vso[canary.run]x\", O=\"a ::canary::x\u009b2J\u2028\"");
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
    server.start();
    try {
      assertHarmless(check("https://localhost:" + server.getAddress().getPort()).fails("tls"));
    } finally {
      server.stop(0);
    }
  }
}
