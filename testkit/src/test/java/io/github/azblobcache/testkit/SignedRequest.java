package io.github.azblobcache.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request without a body, signed with the account key.
 *
 * @param path after the account, with a leading slash
 * @param query one parameter, as {@code name=value}
 */
record SignedRequest(String method, String path, String query) {

  private static final DateTimeFormatter RFC_1123 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Sends it and gives the status. */
  int send(Azurite azurite) throws Exception {
    String date = RFC_1123.format(Instant.now());
    String account = azurite.accountName();
    String text =
        method
            + "\n".repeat(12)
            + ("x-ms-date:" + date + "\nx-ms-version:2021-12-02\n")
            + ("/" + account + "/" + account + path + "\n" + query.replace('=', ':'));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(azurite.accountKey()), "HmacSHA256"));
    String signature =
        Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(azurite.accountUrl() + path + "?" + query))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("x-ms-date", date)
            .header("x-ms-version", "2021-12-02")
            .header("Authorization", "SharedKey " + account + ":" + signature)
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
