package io.github.azblobcache.store.azure.shared;

import io.github.azblobcache.store.BlobStat;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Lists the blobs of one container. */
public interface BlobListing {

  /**
   * Lists page by page; the first page is there when it returns.
   *
   * @param operation for messages, for instance {@code Listing 'blobs/' in https://acct…/layers}
   * @param prefix with which the blobs' names begin
   * @param otherNames receives names that no blob of a cache can have
   * @throws IOException if the first page can't be had. The stream throws its unchecked form for a
   *     later one
   */
  Stream<BlobStat> list(String operation, String prefix, Consumer<String> otherNames)
      throws IOException;
}
