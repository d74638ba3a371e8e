package io.github.azblobcache.store.azure.rest;

import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.store.BlobBody;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.azure.answers.AzureErrors;
import io.github.azblobcache.store.azure.answers.AzureErrors.ContainerMissingException;
import io.github.azblobcache.store.azure.answers.HttpAnswer;
import io.github.azblobcache.store.azure.answers.Outcome;
import io.github.azblobcache.store.azure.answers.Retries;
import io.github.azblobcache.store.azure.rest.http.BlobRequest;
import io.github.azblobcache.store.azure.rest.http.HttpTransport;
import io.github.azblobcache.store.azure.rest.http.RequestBody;
import io.github.azblobcache.store.azure.shared.ETags;
import io.github.azblobcache.store.azure.shared.HttpDate;
import io.github.azblobcache.store.errors.BlobReplacedException;
import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reading and writing single blobs, each with one request: what builds do. */
public final class BlobClient {

  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes ([0-9]+)-[0-9]+/([0-9]+)");
  static final Map.Entry<String, String> IF_ABSENT = Map.entry("if-none-match", "*");

  private final HttpTransport http;
  private final Retries retries;
  private final AzureErrors errors;

  public BlobClient(HttpTransport http, Retries retries, AzureErrors errors) {
    this.http = http;
    this.retries = retries;
    this.errors = errors;
  }

  public Optional<BlobStat> stat(String operation, BlobKey key) throws IOException {
    return retries.run(operation, number -> statOnce(operation, key));
  }

  private Optional<BlobStat> statOnce(String operation, BlobKey key) throws IOException {
    HttpAnswer answer = http.send(operation, BlobRequest.head(key));
    if (!answer.isSuccess()) {
      return emptyIfMissing(operation, answer);
    }
    try {
      return Optional.of(stat(key, answer, wholeSize(answer)));
    } catch (IOException e) {
      throw errors.unreachable(operation, e);
    }
  }

  /** Opens a range of a blob, which is read on where it breaks off; empty if there is no blob. */
  public Optional<BlobContent> open(String operation, BlobKey key, ByteRange range)
      throws IOException {
    Optional<BlobContent> first = retries.run(operation, number -> openOnce(operation, key, range));
    return first.map(it -> new BlobContent(it.stat(), resuming(operation, it, range)));
  }

  /**
   * Opens another range of a blob that was opened before.
   *
   * @throws BlobReplacedException if the blob is another one by now
   */
  InputStream reopen(String operation, BlobStat seen, ByteRange range) throws IOException {
    BlobContent part = retries.run(operation, number -> reopenOnce(operation, seen, range));
    return resuming(operation, part, range);
  }

  private InputStream resuming(String operation, BlobContent part, ByteRange range) {
    BlobStat seen = part.stat();
    return new ResumingBody(
        retries,
        operation,
        part.body(),
        new ByteRange(range.offset(), Math.max(1, range.lengthIn(seen.sizeBytes()))),
        rest -> reopenOnce(operation, seen, rest).body());
  }

  private BlobContent reopenOnce(String operation, BlobStat seen, ByteRange range)
      throws IOException {
    Optional<BlobContent> part = openOnce(operation, seen.key(), range);
    if (part.isPresent() && isSame(seen, part.get().stat())) {
      return part.get();
    }
    if (part.isPresent()) {
      part.get().close();
    }
    throw new BlobReplacedException(operation + " failed: it was deleted or replaced meanwhile.");
  }

  // A blob that was re-dated meanwhile has another ETag, and the same bytes if they make its name
  private static boolean isSame(BlobStat seen, BlobStat now) {
    String path = seen.key().path();
    boolean isNamedByItsBytes = Digest.isDigest(path.substring(path.lastIndexOf('/') + 1));
    return now.etag().equals(seen.etag())
        || (isNamedByItsBytes && now.sizeBytes() == seen.sizeBytes());
  }

  private Optional<BlobContent> openOnce(String operation, BlobKey key, ByteRange range)
      throws IOException {
    HttpAnswer answer = http.send(operation, BlobRequest.get(key, rangeHeader(range)));
    if (answer.isSuccess()) {
      return Optional.of(content(operation, key, range, answer));
    }
    if (answer.status() == 416 && range.offset() == 0 && !range.isAll()) {
      // Azure has no range of an empty blob (docs/behaviour.md, "ranges at the end")
      return openOnce(operation, key, ByteRange.ALL);
    }
    return emptyIfMissing(operation, answer);
  }

  private static Map<String, String> rangeHeader(ByteRange range) {
    if (range.isAll()) {
      return Map.of();
    }
    boolean isOpenEnded = range.length() > Long.MAX_VALUE - range.offset();
    String last = isOpenEnded ? "" : Long.toString(range.offset() + range.length() - 1);
    return Map.of("x-ms-range", "bytes=" + range.offset() + "-" + last);
  }

  private BlobContent content(String operation, BlobKey key, ByteRange range, HttpAnswer answer)
      throws StoreException {
    try {
      long sizeBytes = answer.status() == 206 ? sizeOfRange(range, answer) : wholeSize(answer);
      // Azure answers 416, Azurite a range with nothing in it
      // (docs/behaviour.md, "ranges at the end")
      if (!range.beginsIn(sizeBytes)) {
        throw behindTheEnd(operation, range, sizeBytes);
      }
      if (answer.status() != 206 && range.offset() > 0) {
        throw new IOException("the answer is not the range that was asked for");
      }
      BlobBody body =
          new BlobBody(
              answer.body(),
              range.lengthIn(sizeBytes),
              operation,
              e -> errors.brokenOff(operation, e),
              answer::disconnect);
      return new BlobContent(stat(key, answer, sizeBytes), body);
    } catch (IOException e) {
      answer.disconnect();
      throw errors.unreachable(operation, e);
    }
  }

  private static StoreException behindTheEnd(String operation, ByteRange range, long sizeBytes) {
    return new StoreException(
        operation + " failed: it has " + sizeBytes + " bytes, none at " + range.offset() + ".");
  }

  private static long sizeOfRange(ByteRange range, HttpAnswer answer) throws IOException {
    String text = answer.requiredHeader("Content-Range");
    Matcher matcher = CONTENT_RANGE.matcher(text);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) != range.offset()) {
      throw new IOException("the answer has the wrong range: " + text);
    }
    return Long.parseLong(matcher.group(2));
  }

  private static long wholeSize(HttpAnswer answer) throws IOException {
    try {
      return Long.parseLong(answer.requiredHeader("Content-Length"));
    } catch (NumberFormatException e) {
      throw new IOException("the answer has no length", e);
    }
  }

  private static BlobStat stat(BlobKey key, HttpAnswer answer, long sizeBytes) throws IOException {
    try {
      return new BlobStat(
          key,
          sizeBytes,
          HttpDate.parse(answer.requiredHeader("Last-Modified")),
          ETags.unquoted(answer.requiredHeader("ETag")));
    } catch (DateTimeException e) {
      throw new IOException("the answer has no date", e);
    }
  }

  private <T> Optional<T> emptyIfMissing(String operation, HttpAnswer answer)
      throws StoreException {
    if (answer.refusal().isBlobMissing()) {
      return Optional.empty();
    }
    throw errors.answered(operation, answer.refusal());
  }

  /**
   * One Put Blob. It can be refused although there is no blob, as where a killed upload has left
   * blocks (docs/behaviour.md, "blocks without a blob").
   *
   * @return {@link Outcome#CHANGED} if there is a blob; {@link Outcome#GONE} if it was refused
   *     although there is none
   */
  public Outcome putIfAbsent(String operation, BlobKey key, RequestBody body) throws IOException {
    return retries.run(operation, number -> putOnce(operation, key, body, number));
  }

  private Outcome putOnce(String operation, BlobKey key, RequestBody body, int number)
      throws IOException {
    // The earlier upload may have arrived
    if (number > 1 && statOnce(operation, key).isPresent()) {
      return Outcome.CHANGED;
    }
    BlobRequest put = BlobRequest.put(key, IF_ABSENT, body);
    if (isDone(operation, http.send(operation, number > 1 ? put.askingFirst() : put))) {
      return Outcome.DONE;
    }
    return statOnce(operation, key).isPresent() ? Outcome.CHANGED : Outcome.GONE;
  }

  /** One Delete Blob; false if the blob does not exist, or is not the one that was seen. */
  public boolean deleteIfUnchanged(String operation, BlobStat seen) throws IOException {
    BlobRequest request = BlobRequest.delete(seen.key(), seen.etag());
    try {
      return retries.run(operation, number -> deleteOnce(operation, request, number));
    } catch (ContainerMissingException e) {
      return false;
    }
  }

  private boolean deleteOnce(String operation, BlobRequest request, int number) throws IOException {
    Outcome outcome = errors.outcome(operation, http.send(operation, request));
    // If the answer to an earlier try was lost, that try deleted it
    return outcome == Outcome.DONE || (outcome == Outcome.GONE && number > 1);
  }

  /** One Put Blob; empty if the blob is not the one that was seen. */
  public Optional<BlobStat> replaceIfUnchanged(
      String operation, BlobKey key, Optional<BlobStat> seen, byte[] bytes) throws IOException {
    Map.Entry<String, String> condition =
        seen.map(stat -> Map.entry("if-match", ETags.quoted(stat.etag()))).orElse(IF_ABSENT);
    BlobRequest request = BlobRequest.put(key, condition, RequestBody.of(bytes));
    return retries.run(
        operation,
        number -> {
          HttpAnswer answer = http.send(operation, request);
          if (isDone(operation, answer)) {
            return Optional.of(written(operation, key, bytes.length, answer));
          }
          return number > 1 ? holding(operation, key, bytes) : Optional.empty();
        });
  }

  private BlobStat written(String operation, BlobKey key, long sizeBytes, HttpAnswer answer)
      throws StoreException {
    try {
      return stat(key, answer, sizeBytes);
    } catch (IOException e) {
      throw errors.unreachable(operation, e);
    }
  }

  /** False if the condition is not met, also because there is no blob. */
  private boolean isDone(String operation, HttpAnswer answer) throws StoreException {
    return errors.outcome(operation, answer) == Outcome.DONE;
  }

  /**
   * The blob, if it has these bytes. If the answer to an earlier try was lost, that try may be what
   * changed the blob. Whoever wrote these very bytes, the store is as it would be after this call.
   * Otherwise another build has written since, on top of this call's bytes or instead of them, and
   * merging again is right in both cases.
   */
  private Optional<BlobStat> holding(String operation, BlobKey key, byte[] bytes)
      throws IOException {
    Optional<BlobContent> there = openOnce(operation, key, ByteRange.ALL);
    if (there.isEmpty()) {
      return Optional.empty();
    }
    try (BlobContent content = there.get()) {
      boolean holds =
          content.stat().sizeBytes() == bytes.length
              && Arrays.equals(content.body().readAllBytes(), bytes);
      return holds ? Optional.of(content.stat()) : Optional.empty();
    }
  }
}
