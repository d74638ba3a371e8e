package io.github.azblobcache.store.azure.answers;

import io.github.azblobcache.store.azure.shared.ServiceVersion;

/** What to do about an answer that is no success, and not about access. By status and code. */
final class AnswerAdvice {

  static final String NOT_AZURE =
      "The answer is not from Azure Blob Storage. Check 'account_url' and the proxy.";

  private AnswerAdvice() {}

  static String of(ErrorResponse refusal) {
    if (refusal.status() == 407) {
      return "The proxy asks for a login. " + ProxyAdvice.ofLogin("the storage account's host");
    }
    if (refusal.status() / 100 == 3) {
      return "Redirects are not followed, as they could take the credentials to another host. Set"
          + " 'account_url' to the final address.";
    }
    return refusal.isFromAzure() ? ofCode(refusal.code()) : NOT_AZURE;
  }

  private static String ofCode(String code) {
    return switch (code) {
      case "BlobImmutableDueToPolicy" ->
          "An immutability policy or a legal hold protects the blob. Use a container without one: a"
              + " cache rewrites its manifests, and gives its blobs new dates.";
      case "LeaseIdMissing", "LeaseAlreadyPresent", "LeaseIdMismatchWithBlobOperation" ->
          "Somebody holds a lease on the blob. End it with 'az storage blob lease break', and keep"
              + " other programs from leasing blobs of the cache.";
      case "InvalidHeaderValue" ->
          "The service may be older than version "
              + ServiceVersion.USED
              + " of the protocol (the header 'x-ms-version'), which is the only one that this"
              + " cache speaks. Use an account or an emulator that knows it.";
      case "RequestBodyTooLarge" ->
          "The service takes less in one request than Azure does. Use an account or an emulator"
              + " that takes 32 MiB.";
      default -> "See Azure's documentation of this error code.";
    };
  }

  /** What to do if the same answer comes again and again. */
  static String ofBusy(ErrorResponse refusal) {
    if (refusal.status() == 429 || refusal.code().equals("ServerBusy")) {
      return "The storage account is asked for more than it serves in a second. Let fewer builds"
          + " use it at the same time, or give them another account, if this lasts.";
    }
    return "Azure could not serve it now; the same request may succeed later.";
  }
}
