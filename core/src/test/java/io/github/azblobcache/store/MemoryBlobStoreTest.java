package io.github.azblobcache.store;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.azblobcache.store.errors.StoreException;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryBlobStoreTest extends BlobStoreContract {

  private final MemoryBlobStore store = MemoryBlobStore.withoutContainer(Clock.systemUTC());

  @Override
  protected BlobStore newStore() {
    return store;
  }

  @AfterEach
  void nothingIsOpen() {
    store.checkNothingOpen();
  }

  @Test
  void tellsWhoLeavesABodyOpen() throws Exception {
    BlobKey key = new BlobKey("a");
    store.putIfAbsent(key, file(new byte[1]));
    BlobContent content = store.open(key, ByteRange.ALL).orElseThrow();
    assertThrows(AssertionError.class, store::checkNothingOpen);
    content.close();
  }

  @Test
  void refusesNamesThatAzureRefuses() {
    BlobKey deep = new BlobKey("a" + "/a".repeat(254));
    assertThrows(StoreException.class, () -> store.touch(deep));
    assertThrows(StoreException.class, () -> store.touch(new BlobKey("a.")));
  }
}
