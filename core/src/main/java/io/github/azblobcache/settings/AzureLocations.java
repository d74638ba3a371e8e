package io.github.azblobcache.settings;

import io.github.azblobcache.settings.Attributes.Value;
import io.github.azblobcache.store.AzureCredential;
import io.github.azblobcache.store.AzureLocation;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads where in Azure a cache is, with BuildKit's defaults.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata">Azure
 *     Blob Storage, container names</a>
 */
final class AzureLocations {

  private static final String DEFAULT_CONTAINER = "buildkit-cache";

  private static final Pattern CONTAINER = Pattern.compile("(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern ACCOUNT_NAME = Pattern.compile("[a-z0-9]{3,24}");

  private final Attributes attributes;

  AzureLocations(Attributes attributes) {
    this.attributes = attributes;
  }

  AzureLocation location() {
    AccountUrl url =
        attributes
            .value(CacheKey.ACCOUNT_URL)
            .filter(value -> !value.text().isBlank())
            .map(AccountUrl::parse)
            .orElseThrow(this::noAccountUrl);
    return new AzureLocation(url.uri(), accountName(url), container(), credential());
  }

  private InvalidSettingException noAccountUrl() {
    return attributes.invalid(
        "no account_url",
        "Write account_url=https://<account>.blob.core.windows.net, or set"
            + " BUILDKIT_AZURE_STORAGE_ACCOUNT_URL.");
  }

  private String accountName(AccountUrl url) {
    Optional<Value> written = attributes.value(CacheKey.ACCOUNT_NAME);
    if (written.isPresent()) {
      return legalAccountName(written.get());
    }
    return url.accountName()
        .filter(name -> ACCOUNT_NAME.matcher(name).matches())
        .orElseThrow(() -> noAccountName(url));
  }

  private InvalidSettingException noAccountName(AccountUrl url) {
    Optional<String> name = url.accountName().filter(it -> url.isAzures());
    if (name.isPresent()) {
      return attributes.invalid(
          "account_url '" + url.uri() + "' is for a storage account '" + name.get() + "'",
          "No account can have this name: check it, it has 3 to 24 lower-case letters and digits.");
    }
    return attributes.invalid(
        "account_url '" + url.uri() + "' does not tell the account's name",
        "Write account_name=<account> as well.");
  }

  private static String legalAccountName(Value value) {
    if (!ACCOUNT_NAME.matcher(value.text()).matches()) {
      throw value.invalid(
          value.key()
              + " "
              + Shown.word(value.text())
              + " is no name that a storage account can have",
          "Write the account's name: 3 to 24 lower-case letters and digits.");
    }
    return value.text();
  }

  private String container() {
    Optional<Value> written = attributes.value(CacheKey.CONTAINER);
    written
        .filter(value -> !CONTAINER.matcher(value.text()).matches())
        .ifPresent(
            value -> {
              throw value.invalid(
                  value.key()
                      + " "
                      + Shown.word(value.text())
                      + " is no name that a cache's container can have",
                  // Nor $root, which takes no blob with a slash in its name.
                  "Write 3 to 63 lower-case letters, digits and single hyphens, a letter or digit"
                      + " first and last.");
            });
    return written.map(Value::text).orElse(DEFAULT_CONTAINER);
  }

  private AzureCredential credential() {
    Optional<Value> key =
        attributes.value(CacheKey.SECRET_ACCESS_KEY).filter(value -> !value.text().isEmpty());
    return key.isPresent() ? accountKey(key.get()) : new AzureCredential.DefaultChain();
  }

  private static AzureCredential accountKey(Value value) {
    try {
      Base64.getDecoder().decode(value.text());
      return new AzureCredential.AccountKey(value.text());
    } catch (IllegalArgumentException e) {
      // No cause: its message quotes a character of the key.
      throw value.invalid(
          value.key() + " is not base64 (it has " + value.text().length() + " characters)",
          "Write the account's key as the Azure portal shows it: 88 characters with '==' at the"
              + " end.");
    }
  }
}
