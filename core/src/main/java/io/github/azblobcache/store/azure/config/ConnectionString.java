package io.github.azblobcache.store.azure.config;

import io.github.azblobcache.settings.syntax.Attributes.Value;
import io.github.azblobcache.settings.syntax.Redacted;
import io.github.azblobcache.settings.values.InvalidSettingException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A connection string, as the Azure portal shows it: a credential together with where it is for.
 *
 * <p>No record: a record's {@code toString} would print the secrets.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string">Azure
 *     Storage, connection strings</a>
 */
final class ConnectionString {

  // The emulator's, which Microsoft publishes: no secret
  private static final String EMULATOR_NAME = "devstoreaccount1";
  private static final String EMULATOR_KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
  private static final String EMULATOR_PORT = ":10000";

  private static final String AS_SHOWN =
      "Write it as the Azure portal shows it:"
          + " DefaultEndpointsProtocol=https;AccountName=<account>;AccountKey=<key>, or"
          + " BlobEndpoint=https://<account>.blob.core.windows.net;SharedAccessSignature=<sas>.";

  private final Value whole;
  private final Map<String, String> parts = new HashMap<>();

  private ConnectionString(Value whole) {
    this.whole = whole;
  }

  /**
   * @throws InvalidSettingException if it is none; the message has nothing of it
   */
  static ConnectionString parse(Value value) {
    ConnectionString string = new ConnectionString(value);
    for (String part : value.text().strip().split(";")) {
      string.add(part.strip());
    }
    return string;
  }

  private void add(String part) {
    int equals = part.indexOf('=');
    if (equals > 0) {
      String value = part.substring(equals + 1);
      Optional<String> secret = Redacted.secretIn(value);
      if (secret.isPresent()) {
        throw whole.invalid(
            whole.key() + " has '" + secret.get() + "=' inside another part",
            "Write a semicolon before " + secret.get() + ".");
      }
      parts.put(part.substring(0, equals).toLowerCase(Locale.ROOT), value);
    } else if (!part.isEmpty()) {
      throw whole.invalid(
          whole.key() + " has a part of " + part.length() + " characters without '='", AS_SHOWN);
    }
  }

  private Optional<String> part(String name) {
    return Optional.ofNullable(parts.get(name)).filter(text -> !text.isBlank());
  }

  private boolean isEmulator() {
    return part("usedevelopmentstorage").filter("true"::equalsIgnoreCase).isPresent();
  }

  /** The account that it is for. */
  AccountUrl accountUrl() {
    return AccountUrl.parse(new Value(AzblobKeys.ACCOUNT_URL, endpoint(), whole.toString()));
  }

  private String endpoint() {
    if (isEmulator()) {
      String host = part("developmentstorageproxyuri").orElse("http://127.0.0.1");
      return host.replaceAll("/+$", "") + EMULATOR_PORT + "/" + EMULATOR_NAME;
    }
    return part("blobendpoint").orElseGet(this::usualEndpoint);
  }

  private String usualEndpoint() {
    String name =
        part("accountname")
            .orElseThrow(
                () ->
                    whole.invalid(
                        whole.key() + " has neither a BlobEndpoint nor an AccountName", AS_SHOWN));
    return part("defaultendpointsprotocol").orElse("https")
        + "://"
        + name
        + ".blob."
        + part("endpointsuffix").orElse("core.windows.net");
  }

  /** The account's name, if it is there. */
  Optional<Value> accountName() {
    return (isEmulator() ? Optional.of(EMULATOR_NAME) : part("accountname"))
        .map(name -> new Value(AzblobKeys.ACCOUNT_NAME, name, whole.toString()));
  }

  /** Whether it has a credential, right or wrong, or only says where something is. */
  boolean hasCredential() {
    return isEmulator()
        || part("accountkey").isPresent()
        || part("sharedaccesssignature").isPresent()
        || accountUrl().signature().isPresent();
  }

  /**
   * @throws InvalidSettingException if it has no credential, or one that can't be
   */
  AzureCredential credential() {
    String where = whole.toString();
    if (isEmulator()) {
      return new AzureCredential.AccountKey(EMULATOR_KEY);
    }
    Optional<String> key = part("accountkey");
    if (key.isPresent()) {
      return Credentials.accountKey(new Value(AzblobKeys.SECRET_ACCESS_KEY, key.get(), where));
    }
    return part("sharedaccesssignature")
        .map(sas -> Credentials.signature(new Value(AzblobKeys.SAS_TOKEN, sas, where)))
        .or(() -> accountUrl().signature())
        .orElseThrow(
            () ->
                whole.invalid(
                    whole.key() + " has neither an AccountKey nor a SharedAccessSignature",
                    AS_SHOWN));
  }

  /** Where it is written. */
  @Override
  public String toString() {
    return whole.toString();
  }
}
