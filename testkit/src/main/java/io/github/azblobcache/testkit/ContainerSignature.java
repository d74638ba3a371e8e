package io.github.azblobcache.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A shared access signature for a container, made with the account key.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/create-service-sas">Create a
 *     service SAS</a>
 */
final class ContainerSignature {

  private static final String VERSION = "2020-12-06";

  private ContainerSignature() {}

  /** One that is good for an hour. */
  static String of(String account, String key, String container, String permissions) {
    String expiry = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS) + "";
    String toSign =
        String.join(
            "\n",
            permissions,
            "",
            expiry,
            "/blob/" + account + "/" + container,
            "",
            "",
            "",
            VERSION,
            "c",
            // Snapshot, encryption scope, and five response headers
            "",
            "",
            "",
            "",
            "",
            "",
            "");
    return "sv=%s&se=%s&sr=c&sp=%s&sig=%s"
        .formatted(VERSION, encoded(expiry), permissions, encoded(signed(toSign, key)));
  }

  private static String signed(String text, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JVM has HmacSHA256", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
