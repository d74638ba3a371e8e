package io.github.azblobcache.store.azure.config;

import io.github.azblobcache.settings.syntax.Attributes.Value;
import io.github.azblobcache.settings.syntax.Redacted;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.store.azure.config.AzureCredential.SharedAccessSignature;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An account's blob endpoint as it may be configured: https, or http to this very machine.
 *
 * @param uri without a slash at its end, and nothing in it that is a secret
 * @param signature the shared access signature that was written as its query
 */
record AccountUrl(URI uri, Optional<SharedAccessSignature> signature) {

  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  /**
   * @throws InvalidSettingException if a credential could leave for the wrong place, or the URL is
   *     none
   */
  static AccountUrl parse(Value value) {
    String text = value.text().strip();
    if (!text.contains("://")) {
      throw noScheme(value, withoutSecrets(text));
    }
    URI uri = uri(value, text);
    requireNoSecrets(value, uri);
    String query = uri.getRawQuery();
    Optional<SharedAccessSignature> signature =
        query == null ? Optional.empty() : Optional.of(signature(value, uri, query));
    URI bare = URI.create(text.replaceFirst("\\?.*", "").replaceAll("/+$", ""));
    requireEncrypted(value, bare);
    requireNoContainer(value, bare);
    return new AccountUrl(bare, signature);
  }

  private static SharedAccessSignature signature(Value value, URI uri, String query) {
    if (!query.contains("sig=")) {
      throw value.invalid(
          value.key() + " has a query that is not a shared access signature",
          "Write " + clean(uri) + ".");
    }
    return Credentials.signature(new Value(AzblobKeys.SAS_TOKEN, query, value.where()));
  }

  /** Whether both are the same account's endpoint, however it is written. */
  boolean isSamePlaceAs(AccountUrl other) {
    return place(uri).equals(place(other.uri));
  }

  /** Where an endpoint is, the same text however it is written. */
  static String place(URI uri) {
    String host = (uri.getScheme() + "://" + uri.getHost()).toLowerCase(Locale.ROOT);
    boolean isUsual = uri.getPort() < 0 || uri.getPort() == (host.startsWith("https") ? 443 : 80);
    return host + (isUsual ? "" : ":" + uri.getPort()) + path(uri);
  }

  /**
   * The account's name, as far as the URL has it: the path's first part where the host is an
   * address or localhost, as Azurite has it, else the host's first label.
   *
   * <p>BuildKit takes the host's first label always, which for {@code
   * http://127.0.0.1:10000/devstoreaccount1} is {@code 127} (docs/behaviour.md, "BuildKit's account
   * names").
   */
  Optional<String> accountName() {
    String name = isAddress(uri.getHost()) ? firstOfPath() : uri.getHost().split("\\.")[0];
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  /** Whether the host is one of Azure's, whose first label is the account's name. */
  boolean isAzures() {
    return isAzures(uri);
  }

  private static boolean isAzures(URI uri) {
    return uri.getHost().contains(".blob.");
  }

  private String firstOfPath() {
    String[] path = path(uri).split("/");
    return path.length > 1 ? path[1] : "";
  }

  private static InvalidSettingException noScheme(Value value, String text) {
    String rest = text.replaceFirst("^https?:/*", "");
    if (!rest.contains(".") && !rest.contains(":")) {
      return value.invalid(
          value.key() + " " + Redacted.word(text) + " is not a URL",
          "Write https://<account>.blob.core.windows.net.");
    }
    return value.invalid(
        value.key() + " '" + text + "' has no scheme",
        "Write " + (isLoopback(hostOf(rest)) ? "http://" : "https://") + rest + ".");
  }

  private static URI uri(Value value, String text) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Its message has the whole text in it; the one below has what may be shown.
    }
    throw value.invalid(
        value.key() + " '" + withoutSecrets(text) + "' is not a URL with a host",
        "Write https://<account>.blob.core.windows.net.");
  }

  private static void requireNoSecrets(Value value, URI uri) {
    if (uri.getRawUserInfo() != null) {
      throw value.invalid(
          value.key() + " has user info in it",
          "Write " + clean(uri) + " and, where there is an account key, secret_access_key=<key>.");
    }
    if (uri.getRawFragment() != null) {
      throw value.invalid(value.key() + " has a fragment in it", "Write " + clean(uri) + ".");
    }
  }

  private static void requireEncrypted(Value value, URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.equals("http") && !isLoopback(uri.getHost())) {
      throw value.invalid(
          value.key() + " '" + uri + "' would send credentials and layers unencrypted",
          "Write https://"
              + uri.toString().substring("http://".length())
              + ": http is for loopback addresses only.");
    }
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw value.invalid(
          value.key() + " '" + uri + "' has the scheme '" + uri.getScheme() + "'",
          "Write https://<account>.blob.core.windows.net.");
    }
  }

  private static void requireNoContainer(Value value, URI uri) {
    if (isAzures(uri) && !path(uri).isEmpty()) {
      throw value.invalid(
          value.key() + " '" + uri + "' has a path",
          "Write "
              + uri.toString().replaceFirst("(?<=[^/:])/.*", "")
              + " and the container as container="
              + path(uri).substring(1)
              + ".");
    }
  }

  private static String clean(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port + path(uri);
  }

  private static String path(URI uri) {
    return uri.getRawPath().replaceAll("/+$", "");
  }

  // Up to the last '@': a password may have a slash in it.
  private static String withoutSecrets(String url) {
    return url.replaceFirst("^([a-zA-Z]+://)?.*@", "$1").replaceFirst("[?#].*", "");
  }

  private static String hostOf(String urlWithoutScheme) {
    return urlWithoutScheme.replaceAll("(:\\d+)?(/.*)?$", "");
  }

  private static boolean isLoopback(String host) {
    return isLocalhost(host)
        || host.equals("[::1]")
        || (host.startsWith("127.") && IPV4.matcher(host).matches());
  }

  private static boolean isAddress(String host) {
    return isLocalhost(host) || host.startsWith("[") || IPV4.matcher(host).matches();
  }

  private static boolean isLocalhost(String host) {
    return host.equalsIgnoreCase("localhost");
  }
}
