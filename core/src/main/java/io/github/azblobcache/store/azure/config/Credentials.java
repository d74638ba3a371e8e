package io.github.azblobcache.store.azure.config;

import io.github.azblobcache.settings.syntax.Attributes;
import io.github.azblobcache.settings.syntax.Attributes.Value;
import io.github.azblobcache.settings.syntax.CacheKey;
import io.github.azblobcache.settings.syntax.Redacted;
import io.github.azblobcache.settings.syntax.ServerPasswords.UnreadablePasswordException;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.store.azure.config.AzureCredential.SharedAccessSignature;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides which of the credentials that are written counts: an account key, a shared access
 * signature, a connection string, a server of Maven's, the environment's connection string, and
 * else a login.
 */
final class Credentials {

  // What may be in a URL's query: above all no line break, which would end a request's line.
  private static final Pattern QUERY = Pattern.compile("[\\w\\-.~!$&'()*+,;=:@/?%]+");
  private static final Pattern SIGNED = Pattern.compile("(.*&)?sig=[^&]+(&.*)?");

  private final Attributes attributes;
  private final AccountUrl account;

  /**
   * @param account the only one that a credential is for
   */
  Credentials(Attributes attributes, AccountUrl account) {
    this.attributes = attributes;
    this.account = account;
  }

  /**
   * What counts.
   *
   * @param accountName what comes with it; empty if nothing does
   * @param place where it was written, for people
   */
  record Chosen(AzureCredential credential, Optional<Value> accountName, String place) {

    private static Chosen alone(AzureCredential credential, String place) {
      return new Chosen(credential, Optional.empty(), place);
    }

    private static Chosen from(ConnectionString string) {
      return new Chosen(string.credential(), string.accountName(), string.toString());
    }
  }

  /**
   * @throws InvalidSettingException if the first that is written is wrong
   */
  Chosen first() {
    Optional<Value> key = written(AzblobKeys.SECRET_ACCESS_KEY);
    if (key.isPresent()) {
      return Chosen.alone(accountKey(key.get()), key.get().toString());
    }
    Optional<Value> sas = written(AzblobKeys.SAS_TOKEN);
    if (sas.isPresent()) {
      return Chosen.alone(signature(sas.get()), sas.get().toString());
    }
    if (account.signature().isPresent()) {
      return Chosen.alone(account.signature().get(), "the query of account_url");
    }
    Optional<ConnectionString> string = connectionString();
    if (string.isPresent()) {
      return Chosen.from(string.get());
    }
    Optional<Value> server = written(AzblobKeys.SERVER);
    if (server.isPresent()) {
      return Chosen.alone(
          ofServer(server.get()),
          "the server '" + server.get().text().strip() + "' of settings.xml");
    }
    Optional<ConnectionString> ofEnvironment = connectionStringOfEnvironment();
    return ofEnvironment.isPresent()
        ? Chosen.from(ofEnvironment.get())
        : Chosen.alone(new AzureCredential.DefaultChain(), noneWritten());
  }

  private String noneWritten() {
    Optional<Value> variable = attributes.sharedVariable(AzblobKeys.CONNECTION_STRING);
    return variable.isEmpty()
        ? "none is written, so the login of this machine"
        : "none is written, so the login of this machine: "
            + variable.get().where()
            + " is set, but has none for this account";
  }

  private Optional<Value> written(CacheKey key) {
    Optional<Value> value = attributes.written(key);
    return value.isPresent() && value.get().text().isBlank() ? Optional.empty() : value;
  }

  private Optional<ConnectionString> connectionString() {
    Optional<Value> written = written(AzblobKeys.CONNECTION_STRING);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    ConnectionString string = ConnectionString.parse(written.get());
    if (!isOfAccount(string)) {
      throw otherAccount(string);
    }
    return Optional.of(string);
  }

  // It may be there for another purpose: for another account, an emulator, or another service. Then
  // it says nothing about this account, however it is written.
  private Optional<ConnectionString> connectionStringOfEnvironment() {
    Optional<Value> variable = attributes.sharedVariable(AzblobKeys.CONNECTION_STRING);
    if (variable.isEmpty()) {
      return Optional.empty();
    }
    ConnectionString string;
    try {
      string = ConnectionString.parse(variable.get());
      if (!isOfAccount(string)) {
        return Optional.empty();
      }
      variable.get().requireReplaced();
    } catch (InvalidSettingException e) {
      return Optional.empty();
    }
    return string.hasCredential() ? Optional.of(string) : Optional.empty();
  }

  private boolean isOfAccount(ConnectionString string) {
    return string.accountUrl().isSamePlaceAs(account);
  }

  private InvalidSettingException otherAccount(ConnectionString string) {
    return attributes.invalid(
        "connection_string is for "
            + string.accountUrl().uri()
            + ", and account_url is "
            + account.uri(),
        "Write one of the two.");
  }

  private AzureCredential ofServer(Value server) {
    String id = server.text().strip();
    try {
      String password =
          attributes.servers().password(id).orElseThrow(() -> noServer(server)).strip();
      if (password.isEmpty()) {
        throw server.invalid(
            "the server " + Redacted.word(id) + " of settings.xml has no password",
            "Set its <password> to an account key or a shared access signature.");
      }
      boolean isSignature = SIGNED.matcher(password).matches();
      CacheKey key = isSignature ? AzblobKeys.SAS_TOKEN : AzblobKeys.SECRET_ACCESS_KEY;
      Value secret = new Value(key, password, "the server '" + id + "' of settings.xml");
      secret.requireReplaced();
      return isSignature ? signature(secret) : accountKey(secret);
    } catch (UnreadablePasswordException e) {
      throw server.invalid(
          "the password of the server "
              + Redacted.word(id)
              + " of settings.xml can't be decrypted: "
              + e.getMessage(),
          "Encrypt it anew with 'mvn --encrypt-password', or 'mvnenc encrypt' of Maven 4, and check"
              + " that settings-security.xml is here.");
    }
  }

  private static InvalidSettingException noServer(Value server) {
    return server.invalid(
        "unknown server " + Redacted.word(server.text()) + " in settings.xml",
        "Add <server><id>...</id><password>an account key or a shared access"
            + " signature</password></server>, or leave server= out.");
  }

  /**
   * @throws InvalidSettingException if it is not base64
   */
  static AzureCredential accountKey(Value value) {
    String text = value.text().strip();
    try {
      Base64.getDecoder().decode(text);
      return new AzureCredential.AccountKey(text);
    } catch (IllegalArgumentException e) {
      // No cause: its message quotes a character of the key.
      throw value.invalid(
          value.key() + " is not base64 (it has " + text.length() + " characters)",
          "Write the account's key as the Azure portal shows it: 88 characters with '==' at the"
              + " end.");
    }
  }

  /**
   * @param value with or without the question mark before it
   * @throws InvalidSettingException if it is none
   */
  static SharedAccessSignature signature(Value value) {
    String query = value.text().strip().replaceFirst("^\\?", "");
    if (!QUERY.matcher(query).matches() || !SIGNED.matcher(query).matches()) {
      throw value.invalid(
          value.key()
              + " is not a shared access signature (it has "
              + query.length()
              + " characters)",
          "Write it as the Azure portal shows it: sv=...&sp=...&sig=...");
    }
    return new SharedAccessSignature(query);
  }
}
