package io.github.azblobcache.store.azure.rest;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.azure.answers.AzureErrors;
import io.github.azblobcache.store.azure.answers.AzureErrors.ContainerMissingException;
import io.github.azblobcache.store.azure.answers.HttpAnswer;
import io.github.azblobcache.store.azure.answers.Outcome;
import io.github.azblobcache.store.azure.answers.Retries;
import io.github.azblobcache.store.azure.rest.http.BlobRequest;
import io.github.azblobcache.store.azure.rest.http.HttpTransport;
import io.github.azblobcache.store.errors.BlobArchivedException;
import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.util.Optional;

/**
 * Gives a blob a new date by setting the metadata that it has: two requests, between which others
 * can write or delete the blob.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/set-blob-metadata">Azure
 *     Storage, Set Blob Metadata</a>
 */
public final class Redating {

  private final HttpTransport http;
  private final Retries retries;
  private final AzureErrors errors;

  public Redating(HttpTransport http, Retries retries, AzureErrors errors) {
    this.http = http;
    this.retries = retries;
    this.errors = errors;
  }

  /**
   * False if there is no blob.
   *
   * @throws BlobArchivedException if the blob can't be changed where it is
   */
  public boolean run(String operation, BlobKey key) throws IOException {
    try {
      return retries.run(operation, number -> once(operation, key));
    } catch (ContainerMissingException e) {
      return false;
    }
  }

  private boolean once(String operation, BlobKey key) throws IOException {
    Optional<HttpAnswer> seen = look(operation, key);
    if (seen.isEmpty()) {
      return false;
    }
    if (seen.get().isOfArchivedBlob()) {
      throw errors.archived(operation);
    }
    String etag = seen.get().requiredHeader("ETag");
    HttpAnswer answer =
        http.send(operation, BlobRequest.setMetadata(key, etag, seen.get().metadata()));
    return switch (errors.outcome(operation, answer)) {
      case DONE -> true;
      case GONE -> false;
      case CHANGED -> isOther(operation, key, etag);
    };
  }

  /**
   * Whether another blob has taken the place of the one with this ETag, and has a new date by that.
   * A condition that is not met does not show it, because a service may check it before it looks
   * for the blob (docs/behaviour.md, "conditions on missing blobs").
   */
  private boolean isOther(String operation, BlobKey key, String etag) throws IOException {
    Optional<HttpAnswer> now = look(operation, key);
    if (now.isPresent() && now.get().requiredHeader("ETag").equals(etag)) {
      throw new StoreException(
          operation + " failed: the service takes the blob's own ETag for another one.",
          null,
          true);
    }
    return now.isPresent();
  }

  private Optional<HttpAnswer> look(String operation, BlobKey key) throws IOException {
    HttpAnswer answer = http.send(operation, BlobRequest.head(key));
    return errors.outcome(operation, answer) == Outcome.GONE
        ? Optional.empty()
        : Optional.of(answer);
  }
}
