package io.github.azblobcache.store.azure.rest;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.azure.answers.AzureErrors;
import io.github.azblobcache.store.azure.answers.HttpAnswer;
import io.github.azblobcache.store.azure.answers.Outcome;
import io.github.azblobcache.store.azure.answers.Retries;
import io.github.azblobcache.store.azure.rest.http.BlobRequest;
import io.github.azblobcache.store.azure.rest.http.HttpTransport;
import io.github.azblobcache.store.azure.rest.http.RequestBody;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongConsumer;

/**
 * Puts a blob together of blocks, several of which are under way at once; readers do not see it
 * before the last step.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/put-block-list">Azure Storage,
 *     Put Block List</a>
 */
public final class BlockUpload {

  private static final int AT_ONCE = 4;

  // All block IDs of a blob must have one length, the uncommitted ones of other uploads included,
  // which live for 7 days. BuildKit, through the Go SDK, has IDs of 64 bytes: others would be
  // refused wherever a BuildKit upload was killed (docs/behaviour.md, "block IDs").
  private static final int ID_BYTES = 64;

  private final HttpTransport http;
  private final Retries retries;
  private final BlobClient blobs;
  private final AzureErrors errors;
  private final RangeWorkers workers;

  public BlockUpload(
      HttpTransport http,
      Retries retries,
      BlobClient blobs,
      AzureErrors errors,
      RangeWorkers workers) {
    this.http = http;
    this.retries = retries;
    this.blobs = blobs;
    this.errors = errors;
    this.workers = workers;
  }

  /**
   * Uploads the file; false if the key was there already.
   *
   * @param sentBytes receives how many bytes the store has, after each block or some
   * @throws IOException if the file can't be read; a {@link StoreException} if the store fails
   */
  public boolean putIfAbsent(String operation, BlobKey key, Path file, LongConsumer sentBytes)
      throws IOException {
    // Blocks are refused only when all are there, so ask before
    if (blobs.stat(operation, key).isPresent()) {
      return false;
    }
    return commit(operation, key, stageAll(operation, key, file, sentBytes));
  }

  /** The same with bytes that are few enough for one block. */
  public boolean putIfAbsent(String operation, BlobKey key, byte[] bytes) throws IOException {
    if (blobs.stat(operation, key).isPresent()) {
      return false;
    }
    String id = id(UUID.randomUUID().toString(), 0);
    stage(operation, key, id, RequestBody.of(bytes));
    return commit(operation, key, List.of(id));
  }

  private List<String> stageAll(String operation, BlobKey key, Path file, LongConsumer sentBytes)
      throws IOException {
    String upload = UUID.randomUUID().toString();
    long sizeBytes = Files.size(file);
    List<String> ids = new ArrayList<>();
    Deque<FutureTask<HttpAnswer>> underWay = new ArrayDeque<>();
    try {
      while (blockBytes() * ids.size() < sizeBytes) {
        await(operation, underWay, AT_ONCE - 1);
        sentBytes.accept(blockBytes() * (ids.size() - underWay.size()));
        long offset = blockBytes() * ids.size();
        String id = id(upload, ids.size());
        RequestBody block =
            RequestBody.of(file, offset, Math.min(blockBytes(), sizeBytes - offset));
        FutureTask<HttpAnswer> staging = new FutureTask<>(() -> stage(operation, key, id, block));
        underWay.add(staging);
        workers.execute(staging);
        ids.add(id);
      }
      await(operation, underWay, 0);
      sentBytes.accept(sizeBytes);
    } finally {
      underWay.forEach(staging -> staging.cancel(true));
    }
    return ids;
  }

  // With 50,000 blocks, Azure's limit, good for 400 GB
  private long blockBytes() {
    return workers.rangeBytes();
  }

  // A block has no condition that could be unmet: what is no success is a failure
  private HttpAnswer stage(String operation, BlobKey key, String id, RequestBody block)
      throws IOException {
    return retries.run(
        operation,
        number -> {
          BlobRequest put = BlobRequest.putBlock(key, id, block);
          HttpAnswer answer = http.send(operation, number > 1 ? put.askingFirst() : put);
          if (!answer.isSuccess()) {
            throw errors.answered(operation, answer.refusal());
          }
          return answer;
        });
  }

  private boolean commit(String operation, BlobKey key, List<String> ids) throws IOException {
    StringBuilder list = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>");
    ids.forEach(id -> list.append("<Latest>").append(id).append("</Latest>"));
    byte[] xml = list.append("</BlockList>").toString().getBytes(StandardCharsets.UTF_8);
    BlobRequest request = BlobRequest.putBlockList(key, BlobClient.IF_ABSENT, RequestBody.of(xml));
    try {
      return retries.run(
          operation,
          number -> errors.outcome(operation, http.send(operation, request)) == Outcome.DONE);
    } catch (StoreException e) {
      // The first commit takes the blocks of all others away
      if (!e.isTransient() && blobs.stat(operation, key).isPresent()) {
        return false;
      }
      throw e;
    }
  }

  /** Waits until so many are under way at the most. */
  private static void await(String operation, Deque<FutureTask<HttpAnswer>> underWay, int most)
      throws IOException {
    while (underWay.size() > most) {
      try {
        underWay.remove().get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreInterruptedException(operation);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException io) {
          throw io;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  /** Unlike any other upload's: two uploads of one blob must not mix their blocks. */
  private static String id(String upload, int index) {
    byte[] bytes =
        ByteBuffer.allocate(ID_BYTES)
            .put(upload.getBytes(StandardCharsets.US_ASCII))
            .putInt(index)
            .array();
    return Base64.getEncoder().encodeToString(bytes);
  }
}
