package io.github.azblobcache.store.azure.config;

import io.github.azblobcache.settings.syntax.Attributes;
import io.github.azblobcache.settings.syntax.Attributes.Value;
import io.github.azblobcache.settings.syntax.Origin;
import io.github.azblobcache.settings.syntax.Redacted;
import io.github.azblobcache.settings.values.InvalidSettingException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads where in Azure a cache is, with BuildKit's defaults.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata">Azure
 *     Blob Storage, container names</a>
 */
public final class AzureLocations {

  private static final String DEFAULT_CONTAINER = "buildkit-cache";

  private static final Pattern CONTAINER = Pattern.compile("(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern ACCOUNT_NAME = Pattern.compile("[a-z0-9]{3,24}");

  private final Attributes attributes;

  public AzureLocations(Attributes attributes) {
    this.attributes = attributes;
  }

  public AzureLocation location() {
    AccountUrl url = accountUrl();
    Credentials.Chosen chosen = new Credentials(attributes, url).first();
    String name = accountName(url, chosen.accountName());
    String container = container();
    attributes.usedCredential(chosen.credential().toString(), chosen.place());
    return new AzureLocation(url.uri(), name, container, chosen.credential());
  }

  // What is in the description counts before what is in the environment.
  private AccountUrl accountUrl() {
    Optional<AccountUrl> url =
        accountUrl(
            attributes.written(AzblobKeys.ACCOUNT_URL),
            attributes.written(AzblobKeys.CONNECTION_STRING));
    if (url.isEmpty()) {
      url =
          accountUrl(
              attributes.variable(AzblobKeys.ACCOUNT_URL),
              attributes.sharedVariable(AzblobKeys.CONNECTION_STRING));
    }
    if (url.isEmpty()) {
      throw noAccountUrl();
    }
    return url.get();
  }

  private Optional<AccountUrl> accountUrl(Optional<Value> url, Optional<Value> connection) {
    if (isThere(url)) {
      return Optional.of(used(AccountUrl.parse(url.get()), url.get().where()));
    }
    if (isThere(connection)) {
      connection.get().requireReplaced();
      ConnectionString string = ConnectionString.parse(connection.get());
      return Optional.of(used(string.accountUrl(), string.toString()));
    }
    return Optional.empty();
  }

  private AccountUrl used(AccountUrl url, String place) {
    attributes.used(AzblobKeys.ACCOUNT_URL, url.uri().toString(), place);
    return url;
  }

  private static boolean isThere(Optional<Value> value) {
    return value.isPresent() && !value.get().text().isBlank();
  }

  private InvalidSettingException noAccountUrl() {
    return attributes.invalid(
        "no account_url",
        "Write account_url=https://<account>.blob.core.windows.net, or set"
            + " BUILDKIT_AZURE_STORAGE_ACCOUNT_URL.");
  }

  private String accountName(AccountUrl url, Optional<Value> ofCredential) {
    Optional<Value> written = attributes.written(AzblobKeys.ACCOUNT_NAME);
    if (written.isEmpty()) {
      written = ofCredential;
    }
    if (written.isEmpty()) {
      written = attributes.variable(AzblobKeys.ACCOUNT_NAME);
    }
    String name = written.isPresent() ? legalAccountName(written.get()) : accountName(url);
    attributes.used(
        AzblobKeys.ACCOUNT_NAME,
        name,
        written.isPresent() ? written.get().where() : "part of account_url");
    return name;
  }

  private String accountName(AccountUrl url) {
    Optional<String> name = url.accountName();
    if (name.isEmpty() || !ACCOUNT_NAME.matcher(name.get()).matches()) {
      throw noAccountName(url);
    }
    return name.get();
  }

  private InvalidSettingException noAccountName(AccountUrl url) {
    Optional<String> name = url.accountName().filter(it -> url.isAzures());
    if (name.isPresent()) {
      return attributes.invalid(
          "account_url '" + url.uri() + "' is for a storage account '" + name.get() + "'",
          "No account can have this name: check it, it has 3 to 24 lower-case letters and digits.");
    }
    return attributes.invalid(
        "account_url '" + url.uri() + "' does not contain the account's name",
        "Write account_name=<account> as well.");
  }

  private static String legalAccountName(Value value) {
    if (!ACCOUNT_NAME.matcher(value.text()).matches()) {
      throw value.invalid(
          value.key()
              + " "
              + Redacted.word(value.text())
              + " is not a valid name of a storage account",
          "Write the account's name: 3 to 24 lower-case letters and digits.");
    }
    return value.text();
  }

  private String container() {
    Optional<Value> written = attributes.value(AzblobKeys.CONTAINER);
    String container = written.isPresent() ? legalContainer(written.get()) : DEFAULT_CONTAINER;
    attributes.used(
        AzblobKeys.CONTAINER,
        container,
        written.isPresent() ? written.get().where() : Origin.DEFAULT);
    return container;
  }

  private static String legalContainer(Value value) {
    if (!CONTAINER.matcher(value.text()).matches()) {
      throw value.invalid(
          value.key() + " " + Redacted.word(value.text()) + " is not a valid name of a container",
          // Nor $root, which takes no blob with a slash in its name.
          "Write 3 to 63 lower-case letters, digits and single hyphens, a letter or digit"
              + " first and last.");
    }
    return value.text();
  }
}
