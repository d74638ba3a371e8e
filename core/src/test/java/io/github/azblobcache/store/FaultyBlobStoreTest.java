package io.github.azblobcache.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyBlobStoreTest {

  private static final BlobKey KEY = new BlobKey("a");

  private final MemoryBlobStore memory = new MemoryBlobStore(Clock.systemUTC());
  private final FaultyBlobStore store = new FaultyBlobStore(memory);

  @BeforeEach
  void putABlob() throws IOException {
    memory.replaceIfUnchanged(KEY, Optional.empty(), new byte[] {0, 0, 0, 0});
  }

  @AfterEach
  void nothingIsOpen() {
    memory.checkNothingOpen();
  }

  @Test
  void cutsABody() throws IOException {
    store.faults().cutAfter(2);
    try (BlobContent content = store.open(KEY, ByteRange.ALL).orElseThrow()) {
      assertEquals(2, content.body().readNBytes(2).length);
      assertThrows(StoreException.class, () -> content.body().read());
    }
  }

  @Test
  void flipsABit() throws IOException {
    store.faults().flipBit(2);
    assertArrayEquals(new byte[] {0, 0, 1, 0}, read());
    store.faults().clear();
    assertArrayEquals(new byte[4], read());
  }

  @Test
  void failsOnce() throws IOException {
    StoreException fault = new StoreException("503");
    store.faults().failNth(2, fault);
    assertTrue(store.touch(KEY));
    assertSame(fault, assertThrows(StoreException.class, () -> store.touch(KEY)));
    assertTrue(store.touch(KEY));
  }

  @Test
  void whatWasSeenVanishes() throws IOException {
    store.faults().vanishAfterStat();
    assertTrue(store.stat(KEY).isPresent());
    assertTrue(store.open(KEY, ByteRange.ALL).isEmpty());
  }

  private byte[] read() throws IOException {
    try (BlobContent content = store.open(KEY, ByteRange.ALL).orElseThrow()) {
      return content.body().readAllBytes();
    }
  }
}
