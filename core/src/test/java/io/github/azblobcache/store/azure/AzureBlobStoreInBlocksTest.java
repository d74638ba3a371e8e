package io.github.azblobcache.store.azure;

import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.BlobStoreContract;
import java.io.IOException;

/** Every upload in blocks, as those above Azure's limit for one request are. */
class AzureBlobStoreInBlocksTest extends BlobStoreContract {

  @Override
  protected BlobStore newStore() throws IOException {
    return new AzureBlobStore(AzureBlobStoreTest.newLocation(), InBlocks.options());
  }
}
