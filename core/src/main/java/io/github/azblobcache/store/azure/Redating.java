package io.github.azblobcache.store.azure;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.azure.AzureErrors.ContainerMissingException;
import java.io.IOException;

/**
 * Gives a blob a new date by setting the metadata that it has.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/set-blob-metadata">Azure
 *     Storage, Set Blob Metadata</a>
 */
final class Redating {

  private final LeanHttp http;
  private final Retries retries;
  private final AzureErrors errors;

  Redating(LeanHttp http, Retries retries, AzureErrors errors) {
    this.http = http;
    this.retries = retries;
    this.errors = errors;
  }

  /** False if there is no blob. */
  boolean run(String doing, BlobKey key) throws IOException {
    try {
      return retries.run(doing, number -> once(doing, key));
    } catch (ContainerMissingException e) {
      return false;
    }
  }

  private boolean once(String doing, BlobKey key) throws IOException {
    HttpAnswer seen = http.send(doing, BlobRequest.head(key));
    if (!seen.isSuccess()) {
      return isThere(doing, seen);
    }
    return isThere(
        doing,
        http.send(
            doing, BlobRequest.setMetadata(key, seen.requiredHeader("ETag"), seen.metadata())));
  }

  private boolean isThere(String doing, HttpAnswer answer) throws IOException {
    Refusal refusal = answer.refusal();
    // Written by somebody else in between: then it is dated anew by that
    if (answer.isSuccess() || refusal.isConditionNotMet()) {
      return true;
    }
    if (refusal.isBlobMissing()) {
      return false;
    }
    throw errors.answered(doing, refusal);
  }
}
