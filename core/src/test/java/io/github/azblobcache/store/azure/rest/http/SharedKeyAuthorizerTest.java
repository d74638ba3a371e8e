package io.github.azblobcache.store.azure.rest.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedKeyAuthorizerTest {

  @Test
  void sortsAnUnderscoreBeforeDigitsAndLetters() {
    Map<String, String> headers =
        Map.of(
            "x-ms-meta-i0", "2",
            "x-ms-meta-i_", "1",
            "x-ms-meta-ia", "3",
            "x-ms-meta-i", "0",
            "x-ms-date", "now");
    String text = SharedKeyAuthorizer.stringToSign("PUT", "/a", headers, 0);
    String sorted =
        "\nx-ms-date:now\nx-ms-meta-i:0\nx-ms-meta-i_:1\nx-ms-meta-i0:2\nx-ms-meta-ia:3\n/a";
    assertTrue(text.endsWith(sorted), text);
  }
}
