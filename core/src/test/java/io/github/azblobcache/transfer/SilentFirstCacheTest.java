package io.github.azblobcache.transfer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.ForwardingBlobStore;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of two caches to import from, the first never answers. */
class SilentFirstCacheTest {

  private static final String IMAGE = "com.example:app";

  @TempDir private Path folder;
  private final CountDownLatch end = new CountDownLatch(1);
  private final CountDownLatch isFetched = new CountDownLatch(1);

  @Test
  void theSecondIsFetchedFromAheadAllTheSame() throws Exception {
    CacheDescription described = TestCaches.described(false, "main");
    CacheDescription silent = at("silent", described);
    CacheDescription second = at("second", described);
    ForwardingBlobStore store = new FetchedFrom();
    TestCaches caches = new TestCaches(folder, store);
    try (LayerCache cache = caches.open("main")) {
      cache.export(new BuiltImage(IMAGE, List.of(caches.layer(1))));
    }
    try (LayerCache cache =
        new LayerCache(
            new CacheSettings(List.of(silent, second), List.of(), false),
            location -> location.equals(silent.location()) ? new Silent() : store,
            folder.resolve("staging"),
            CacheTimeouts.DEFAULT.withFirstAnswer(Duration.ofMillis(100)),
            CacheEvents.NONE)) {
      cache.start();
      cache.prefetch(IMAGE, layer -> false);
      assertTrue(isFetched.await(60, TimeUnit.SECONDS));
    } finally {
      end.countDown();
    }
  }

  private static CacheDescription at(String folder, CacheDescription described) {
    return new CacheDescription(
        new DirectoryLocation(Path.of(folder)),
        described.layout(),
        described.names(),
        described.mode(),
        false);
  }

  private final class Silent extends ForwardingBlobStore {

    Silent() {
      super(new MemoryBlobStore(Clock.systemUTC()));
    }

    @Override
    public Optional<BlobContent> open(BlobKey key, ByteRange range) throws StoreException {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Optional.empty();
    }
  }

  private final class FetchedFrom extends ForwardingBlobStore {

    FetchedFrom() {
      super(new MemoryBlobStore(Clock.systemUTC()));
    }

    @Override
    public Optional<BlobContent> open(BlobKey key, ByteRange range) throws StoreException {
      if (key.path().startsWith("blobs/")) {
        isFetched.countDown();
      }
      return super.open(key, range);
    }
  }
}
