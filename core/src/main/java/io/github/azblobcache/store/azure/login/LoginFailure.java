package io.github.azblobcache.store.azure.login;

import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.errors.StoreAccessException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why no login works, from the parts of the failures that are known to be no secret: which login,
 * the error codes of Entra ID, and the class of an exception. Messages are never passed on, and no
 * exception is a cause.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Entra
 *     ID, error codes</a>
 */
final class LoginFailure {

  private static final Pattern CODE = Pattern.compile("AADSTS[0-9]{4,9}");
  private static final int MAX_CAUSES = 20;
  private static final String UNAVAILABLE = "CredentialUnavailableException";

  private static final String LOG_IN =
      "Log in before the build (azure/login, a managed identity, 'az login'), or set"
          + " 'secret_access_key'.";

  private final AzureLocation location;
  private final List<String> reasons = new ArrayList<>();
  private final Set<String> codes = new LinkedHashSet<>();
  private boolean isFinal;

  LoginFailure(AzureLocation location) {
    this.location = location;
  }

  /** {@link LoginKind#CHOICE} has a value that no login has. The value itself is not secret. */
  static StoreAccessException badChoice(String value) {
    return new StoreAccessException(
        "'"
            + value
            + "' is not a valid value of AZURE_TOKEN_CREDENTIALS. Set it to 'prod', 'dev' or one of"
            + " EnvironmentCredential, WorkloadIdentityCredential, ManagedIdentityCredential,"
            + " AzureCliCredential, AzurePowerShellCredential, AzureDeveloperCliCredential; or"
            + " remove it, and all are tried.",
        null);
  }

  /**
   * One of the logins did not work.
   *
   * @param isConfigured whether the environment asks for this login
   */
  void add(LoginKind kind, Throwable e, boolean isConfigured) {
    Set<String> found = codes(e);
    codes.addAll(found);
    if (!found.isEmpty()) {
      reasons.add(kind.text() + ": " + String.join(", ", found));
    } else if (e instanceof AzureCli.CliException cli) {
      reasons.add(kind.text() + ": " + cli.getMessage());
    } else if (!isUnavailable(e)) {
      reasons.add(kind.text() + " failed with " + e.getClass().getSimpleName());
    }
    // As in the SDK's chain: a login that is configured and refused is not replaced by another
    // (docs/behaviour.md, "refused credentials").
    isFinal |= isConfigured && !isUnavailable(e) && !(e instanceof AzureCli.CliException);
  }

  void addTimeout(LoginKind kind, Duration limit) {
    reasons.add(kind.text() + " gave no token in " + limit.toSeconds() + " s");
  }

  /** Whether no other login is to be tried. */
  boolean isFinal() {
    return isFinal;
  }

  StoreAccessException exception() {
    String why = reasons.isEmpty() ? "none was found" : String.join("; ", reasons);
    String advice = advice();
    StoreAccessException failure =
        new StoreAccessException(
            "No Entra ID login works for " + location + ": " + why + ". " + advice, null);
    failure.advising(advice);
    return failure;
  }

  private String advice() {
    for (String code : codes) {
      String advice = advice(code);
      if (!advice.isEmpty()) {
        return advice;
      }
    }
    return LOG_IN;
  }

  private static String advice(String code) {
    return switch (code) {
      case "AADSTS700024" ->
          "The federated token behind the login has expired: it is good for 5 to 10 minutes. Log in"
              + " again right before Maven.";
      case "AADSTS7000215" ->
          "Invalid client secret: set AZURE_CLIENT_SECRET to the secret's value, not its id.";
      case "AADSTS7000222" ->
          "The client secret has expired: make a new one and set AZURE_CLIENT_SECRET to it.";
      case "AADSTS70021", "AADSTS700211", "AADSTS700212", "AADSTS700213" ->
          "The application has no federated credential that fits this job's issuer and subject: add"
              + " one.";
      case "AADSTS700016" ->
          "The tenant has no such application: check AZURE_CLIENT_ID and AZURE_TENANT_ID.";
      case "AADSTS90002" -> "There is no such tenant: check AZURE_TENANT_ID.";
      case "AADSTS50173", "AADSTS700082", "AADSTS70043", "AADSTS50076", "AADSTS50079" ->
          "The login has to be renewed by its user: 'az login'.";
      default -> "";
    };
  }

  // The SDK's classes come from another class loader, so they are known by name.
  private static boolean isUnavailable(Throwable e) {
    return e.getClass().getSimpleName().equals(UNAVAILABLE);
  }

  private static Set<String> codes(Throwable e) {
    Set<String> codes = new LinkedHashSet<>();
    Throwable cause = e;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      codes.addAll(
          cause instanceof AzureCli.CliException cli
              ? cli.codes()
              : codes(String.valueOf(cause.getMessage())));
      cause = cause.getCause();
    }
    return codes;
  }

  /** The error codes in a text, each once. */
  static Set<String> codes(String text) {
    Set<String> codes = new LinkedHashSet<>();
    Matcher matcher = CODE.matcher(text);
    while (matcher.find()) {
      codes.add(matcher.group());
    }
    return codes;
  }
}
