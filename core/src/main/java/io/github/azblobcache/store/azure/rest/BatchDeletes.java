package io.github.azblobcache.store.azure.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.Deletion;
import io.github.azblobcache.store.azure.answers.AzureErrors;
import io.github.azblobcache.store.azure.answers.ErrorResponse;
import io.github.azblobcache.store.azure.answers.HttpAnswer;
import io.github.azblobcache.store.azure.answers.Retries;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.rest.BatchResponse.Part;
import io.github.azblobcache.store.azure.rest.http.BlobRequest;
import io.github.azblobcache.store.azure.rest.http.HttpTransport;
import io.github.azblobcache.store.azure.rest.http.RequestBody;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Deletes blobs with one request for up to 256 of them, each with a condition of its own.
 *
 * <p>Where the service refuses such requests, or does not report what became of a blob, the blobs
 * are deleted one by one.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/blob-batch">Azure Storage,
 *     Blob Batch</a>
 */
public final class BatchDeletes {

  /** The most that Azure takes at once. */
  static final int MOST = 256;

  private static final String NEW_LINE = "\r\n";

  private final HttpTransport http;
  private final Retries retries;
  private final AzureErrors errors;
  private final AzureLocation location;
  private volatile boolean isRefused;
  private volatile boolean hasWorked;

  public BatchDeletes(
      HttpTransport http, Retries retries, AzureErrors errors, AzureLocation location) {
    this.http = http;
    this.retries = retries;
    this.errors = errors;
    this.location = location;
  }

  /**
   * @param store deletes what has to be deleted on its own
   */
  public List<Deletion> run(List<BlobStat> seen, BlobStore store) throws StoreInterruptedException {
    List<Deletion> deletions = new ArrayList<>();
    for (int from = 0; from < seen.size(); from += MOST) {
      deletions.addAll(runOne(seen.subList(from, Math.min(seen.size(), from + MOST)), store));
    }
    return deletions;
  }

  private List<Deletion> runOne(List<BlobStat> seen, BlobStore store)
      throws StoreInterruptedException {
    try {
      return settled(seen, isRefused || seen.size() == 1 ? none(seen) : send(seen), store);
    } catch (StoreInterruptedException e) {
      throw e;
    } catch (StoreException e) {
      if (e.isTransient()) {
        return Collections.nCopies(seen.size(), Deletion.failed(e));
      }
      isRefused = true;
      return settled(seen, none(seen), store);
    }
  }

  private static List<Optional<Part>> none(List<BlobStat> seen) {
    return Collections.nCopies(seen.size(), Optional.empty());
  }

  private List<Deletion> settled(List<BlobStat> seen, List<Optional<Part>> answers, BlobStore store)
      throws StoreInterruptedException {
    List<Deletion> deletions = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      Optional<Deletion> deletion = deletion(seen.get(i), answers.get(i));
      deletions.add(deletion.isPresent() ? deletion.get() : Deletion.of(store, seen.get(i)));
    }
    return deletions;
  }

  /** Empty if the blob has to be deleted on its own, with that way's retries. */
  private Optional<Deletion> deletion(BlobStat seen, Optional<Part> answer) {
    if (answer.isEmpty() || answer.get().isSuccess()) {
      return answer.map(part -> Deletion.DONE);
    }
    ErrorResponse refusal = answer.get().refusal();
    if (refusal.isConditionNotMet() || refusal.isBlobMissing() || refusal.isContainerMissing()) {
      return Optional.of(Deletion.CHANGED);
    }
    if (refusal.isTransient()) {
      return Optional.empty();
    }
    String operation = "Deleting blob '" + seen.key() + "' of " + location;
    return Optional.of(Deletion.failed(errors.answered(operation, refusal)));
  }

  private List<Optional<Part>> send(List<BlobStat> seen) throws StoreException {
    String operation = "Deleting " + seen.size() + " blobs of " + location;
    try {
      return retries.run(operation, number -> sendOnce(operation, seen, number));
    } catch (IOException e) {
      throw errors.unreachable(operation, e);
    }
  }

  private List<Optional<Part>> sendOnce(String operation, List<BlobStat> seen, int number)
      throws IOException {
    String boundary = "batch_" + UUID.randomUUID();
    byte[] body = body(seen, boundary).getBytes(ISO_8859_1);
    HttpAnswer answer = http.send(operation, BlobRequest.batch(boundary, RequestBody.of(body)));
    if (answer.status() == 500 && !hasWorked && number > 1) {
      // Not a hiccup: Azurite has no other answer to a batch that an account's signature signs
      // (docs/behaviour.md, "batches")
      isRefused = true;
      return none(seen);
    }
    if (!answer.isSuccess()) {
      throw errors.answered(operation, answer.refusal());
    }
    hasWorked = true;
    try (InputStream parts = answer.body()) {
      return BatchResponse.parse(
          answer.requiredHeader("Content-Type"), parts, seen.size(), number > 1);
    } catch (IOException e) {
      answer.disconnect();
      throw errors.unreachable(operation, e);
    }
  }

  private String body(List<BlobStat> seen, String boundary) throws StoreException {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < seen.size(); i++) {
      BlobRequest delete = BlobRequest.delete(seen.get(i).key(), seen.get(i).etag());
      body.append("--").append(boundary).append(NEW_LINE);
      body.append("Content-Type: application/http").append(NEW_LINE);
      body.append("Content-Transfer-Encoding: binary").append(NEW_LINE);
      body.append("Content-ID: ").append(i).append(NEW_LINE).append(NEW_LINE);
      body.append(http.asPart(delete)).append(NEW_LINE);
    }
    return body.append("--").append(boundary).append("--").append(NEW_LINE).toString();
  }
}
