package io.github.azblobcache.store.directory;

import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.BlobStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBlobStoreTest extends BlobStoreContract {

  @TempDir Path parent;

  @Override
  protected BlobStore newStore() {
    return new DirectoryBlobStore(new DirectoryLocation(parent.resolve("store")));
  }
}
