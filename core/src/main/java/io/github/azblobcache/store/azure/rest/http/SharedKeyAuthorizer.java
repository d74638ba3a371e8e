package io.github.azblobcache.store.azure.rest.http;

import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.errors.StoreAccessException;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests with the account key.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key">Azure
 *     Storage, Shared Key</a>
 */
public final class SharedKeyAuthorizer implements Authorizer {

  private static final String ALGORITHM = "HmacSHA256";

  private final String accountName;
  private final SecretKeySpec key;

  /**
   * @throws StoreAccessException if the key is not base64; the message does not show it
   */
  public SharedKeyAuthorizer(String accountName, AzureCredential.AccountKey key)
      throws StoreAccessException {
    this.accountName = accountName;
    this.key = decode(accountName, key.base64());
  }

  private static SecretKeySpec decode(String accountName, String base64)
      throws StoreAccessException {
    try {
      return new SecretKeySpec(Base64.getDecoder().decode(base64), ALGORITHM);
    } catch (IllegalArgumentException e) {
      // Without the cause: its message quotes characters of the key
      throw new StoreAccessException(
          "The key of storage account '"
              + accountName
              + "' is not base64. Set 'secret_access_key' to key1 or key2 as Azure shows it under"
              + " 'Access keys', 88 characters that end in '=='.",
          new InvalidKeyException("not base64"));
    }
  }

  @Override
  public Optional<String> authorization(
      String method, String resource, Map<String, String> headers, long bodyBytes) {
    String text = stringToSign(method, resource, headers, bodyBytes);
    byte[] signature = mac().doFinal(text.getBytes(StandardCharsets.UTF_8));
    return Optional.of(
        "SharedKey " + accountName + ":" + Base64.getEncoder().encodeToString(signature));
  }

  static String stringToSign(
      String method, String resource, Map<String, String> headers, long bodyBytes) {
    return String.join(
        "\n",
        method,
        headers.getOrDefault("content-encoding", ""),
        headers.getOrDefault("content-language", ""),
        bodyBytes == 0 ? "" : Long.toString(bodyBytes),
        headers.getOrDefault("content-md5", ""),
        headers.getOrDefault("content-type", ""),
        "", // Date: x-ms-date is signed in its place
        headers.getOrDefault("if-modified-since", ""),
        headers.getOrDefault("if-match", ""),
        headers.getOrDefault("if-none-match", ""),
        headers.getOrDefault("if-unmodified-since", ""),
        headers.getOrDefault("range", ""),
        canonicalizedHeaders(headers) + resource);
  }

  private static String canonicalizedHeaders(Map<String, String> headers) {
    TreeMap<String, String> lines = new TreeMap<>();
    for (Map.Entry<String, String> header : headers.entrySet()) {
      String name = header.getKey();
      if (name.startsWith("x-ms-")) {
        // Azure sorts as people do: the underscore, which metadata may have, before digits
        // (docs/behaviour.md, "signed metadata")
        lines.put(name.replace('_', '.'), name + ':' + header.getValue() + '\n');
      }
    }
    return String.join("", lines.values());
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new AssertionError("Every Java platform has " + ALGORITHM, e);
    }
  }
}
