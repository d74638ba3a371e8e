package io.github.azblobcache.store.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.github.azblobcache.store.StoreInterruptedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Puts a blob together of blocks; nobody sees it before the last step. */
final class BlockUpload {

  // All block IDs of a blob must have one length, the uncommitted ones of other uploads included,
  // which live for 7 days. BuildKit, through the Go SDK, has IDs of 64 bytes; the Java SDK's own
  // have 36, and would be refused wherever a BuildKit upload was killed.
  private static final int ID_BYTES = 64;

  private BlockUpload() {}

  /** Uploads the file if there is no such blob; the SDK throws if there is. */
  static void run(BlockBlobClient blob, Path file, int blockBytes) throws IOException {
    long sizeBytes = Files.size(file);
    String upload = UUID.randomUUID().toString();
    List<String> ids = new ArrayList<>();
    for (long offset = 0; offset < sizeBytes; offset += blockBytes) {
      StoreInterruptedException.throwIfInterrupted("Uploading " + file);
      String id = id(upload, ids.size());
      BinaryData block =
          BinaryData.fromFile(file, offset, Math.min(blockBytes, sizeBytes - offset));
      blob.stageBlock(id, block);
      ids.add(id);
    }
    BlobRequestConditions absent = new BlobRequestConditions().setIfNoneMatch("*");
    blob.commitBlockListWithResponse(
        new BlockBlobCommitBlockListOptions(ids).setRequestConditions(absent), null, Context.NONE);
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
