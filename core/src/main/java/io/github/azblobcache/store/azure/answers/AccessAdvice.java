package io.github.azblobcache.store.azure.answers;

import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureCredential.SharedAccessSignature;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.shared.StoreClock;
import java.time.Duration;
import java.util.Optional;

/** What to do about a 401 or 403. Advice depends on status and error code, never on the message. */
final class AccessAdvice {

  // What Azure allows a signature's date to be off
  private static final Duration TOLERATED_SKEW = Duration.ofMinutes(15);

  private static final String READER = "Storage Blob Data Reader";
  private static final String CONTRIBUTOR = "Storage Blob Data Contributor";

  private static final String NEW_ONE = "Make a new one: 'az storage container generate-sas'.";

  private AccessAdvice() {}

  static String of(ErrorResponse refusal, AzureLocation location, StoreClock clock) {
    Optional<String> expired = expired(location, clock);
    if (expired.isPresent()) {
      return expired.get();
    }
    return switch (refusal.code()) {
      case "AuthenticationFailed", "InvalidAuthenticationInfo", "NoAuthenticationInformation" ->
          unauthenticated(location, clock);
      case "AuthorizationPermissionMismatch", "InsufficientAccountPermissions" ->
          role(refusal, location);
      case "KeyBasedAuthenticationNotPermitted" -> noKeys(location);
      case "AuthorizationFailure" -> firewall(location);
      case "AuthorizationSourceIPMismatch" ->
          "The credential is for other IP addresses than this machine's, as Azure sees it.";
      case "AuthorizationProtocolMismatch" ->
          "The credential is for https only. Write 'account_url' with https://.";
      case "AuthorizationResourceTypeMismatch", "AuthorizationServiceMismatch" ->
          "The credential is for something else than blobs and containers. Make one that is for"
              + " the service 'blob' and the resource types 'container' and 'object'.";
      case "AccountIsDisabled" ->
          "The storage account is disabled. Look at the subscription's state in the Azure portal.";
      default -> role(refusal, location);
    };
  }

  static String unauthenticated(AzureLocation location, StoreClock clock) {
    Duration ahead = clock.ahead();
    if (ahead.abs().compareTo(TOLERATED_SKEW) > 0) {
      return "This machine's clock is "
          + ahead.abs().toMinutes()
          + " minutes "
          + (ahead.isNegative() ? "ahead of" : "behind")
          + " Azure's, and Azure allows 15. Set the clock.";
    }
    if (location.credential() instanceof AzureCredential.AccountKey) {
      return "The key does not belong to storage account '"
          + location.accountName()
          + "'. Check 'account_name', and set 'secret_access_key' to the account's key1 or key2.";
    }
    if (location.credential() instanceof SharedAccessSignature) {
      return "It is for another account or container, or its key or policy was deleted. " + NEW_ONE;
    }
    return "The login has expired, or is for another tenant than the storage account's. Log in"
        + " again, to the account's tenant.";
  }

  // With any code, because Azurite's is another than Azure's
  // (docs/behaviour.md, "other codes of Azurite")
  private static Optional<String> expired(AzureLocation location, StoreClock clock) {
    return location.credential() instanceof SharedAccessSignature signature
        ? signature
            .expiry()
            .filter(end -> end.compareTo(clock.now().toString()) < 0)
            .map(end -> "It has expired at " + end + ". " + NEW_ONE)
        : Optional.empty();
  }

  private static String noKeys(AzureLocation location) {
    return location.credential() instanceof AzureCredential.AccountKey
        ? "The storage account allows no account keys. Leave out 'secret_access_key' and log in"
            + " with Entra ID."
        : "The storage account allows no signatures that are made with its keys. Make one with"
            + " 'az storage container generate-sas --as-user', or log in with Entra ID.";
  }

  static String firewall(AzureLocation location) {
    String rules =
        "The storage account's firewall does not let this machine in. Allow its address or its"
            + " virtual network in the account's networking settings, or run where the account's"
            + " private endpoint is.";
    if (location.credential() instanceof AzureCredential.DefaultChain) {
      return rules + " If it is let in, the login has no role on the account at all.";
    }
    return rules;
  }

  private static String role(ErrorResponse refusal, AzureLocation location) {
    if (location.credential() instanceof AzureCredential.AccountKey) {
      return "An account key may do everything unless the account forbids it. Check the account's"
          + " network rules and its locks.";
    }
    if (location.credential() instanceof SharedAccessSignature) {
      return "It needs the permission "
          + refusal.operation().permissions()
          + ". Make a new one: 'az storage container generate-sas --permissions "
          + (refusal.operation().isChange() ? "rcwld'." : "rl', or rcwld to export too.");
    }
    return "It needs the role '"
        + (refusal.operation().isChange() ? CONTRIBUTOR : READER)
        + "' on the container or the account"
        + (refusal.operation() == Operation.READ ? ", and '" + CONTRIBUTOR + "' to export" : "")
        + ". A new role takes some minutes to work.";
  }
}
