package io.github.azblobcache.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.ForwardingBlobStore;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reactor whose modules have more layers than there are threads. */
@Timeout(120)
class ReactorOrderTest {

  private static final int MODULES = 24;
  private static final int AT_ONCE = 8;
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private final GatedStore store = new GatedStore();
  private final List<LayerFile> layers = new ArrayList<>();
  private TestCaches caches;

  @BeforeEach
  void export() throws IOException {
    caches = new TestCaches(folder, store);
    try (LayerCache cache = caches.open("main")) {
      for (int module = 0; module < MODULES; module++) {
        layers.add(caches.layer(module));
        cache.export(image(module));
      }
    }
  }

  @AfterEach
  void letGo() {
    store.manifest.countDown();
    store.bodies.release(1_000_000);
  }

  @Test
  void layersAreFetchedInTheOrderInWhichModulesAskForThem() throws Exception {
    try (LayerCache cache = prefetching(Duration.ofMinutes(1))) {
      store.manifest.countDown();
      for (int from = 0; from < MODULES; from += AT_ONCE) {
        List<BlobKey> begun = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
          begun.add(store.begun.take());
        }
        assertEquals(keys(from, from + AT_ONCE), begun.stream().sorted(this::byModule).toList());
        store.bodies.release(AT_ONCE);
      }
      for (LayerFile layer : layers) {
        assertTrue(cache.fetch(layer.diffId(), LONG).isPresent());
      }
    }
  }

  @Test
  void whatABuildWaitsForDoesNotQueueBehindWhatIsFetchedAhead() throws Exception {
    try (LayerCache cache = prefetching(Duration.ofMinutes(1))) {
      store.manifest.countDown();
      awaitBegun(AT_ONCE);
      LayerFile last = layers.get(MODULES - 1);
      CompletableFuture<Optional<FetchedLayer>> fetched =
          CompletableFuture.supplyAsync(() -> cache.fetch(last.diffId(), LONG));
      BlobKey begun = store.begun.take();
      assertEquals(key(MODULES - 1), begun);
      store.let(begun);
      assertTrue(fetched.get().isPresent());
    }
  }

  @Test
  void anExportDoesNotQueueBehindWhatIsFetchedAhead() throws Exception {
    try (LayerCache cache = prefetching(Duration.ofMinutes(1))) {
      store.manifest.countDown();
      awaitBegun(AT_ONCE);
      LayerFile built = caches.layer(100);
      assertEquals(
          1, cache.export(new BuiltImage("com.example:built", List.of(built))).uploadedLayers());
    }
  }

  @Test
  void aQueueOfOurOwnIsNoSilenceOfTheStore() throws Exception {
    try (LayerCache cache = prefetching(Duration.ofMillis(500))) {
      store.manifest.countDown();
      awaitBegun(AT_ONCE);
      // Those under way have not sent a byte for as long as a build waits for a store.
      while (!cache.isTooLate(image(0).name(), 3000)) {
        Thread.onSpinWait();
      }
      assertFalse(cache.isTooLate(image(MODULES - 1).name(), 3000), "its fetch has not begun");
    }
  }

  @Test
  void twoThreadsOfAReactorGetEveryLayer() throws Exception {
    store.bytesPerSecond = 20_000;
    store.manifest.countDown();
    store.bodies.release(1_000_000);
    ExecutorService maven = Executors.newFixedThreadPool(2);
    try (LayerCache cache = prefetching(Duration.ofMinutes(1))) {
      List<Future<Optional<FetchedLayer>>> fetched = new ArrayList<>();
      for (LayerFile layer : layers) {
        fetched.add(maven.submit(() -> cache.fetch(layer.diffId(), LONG)));
      }
      for (Future<Optional<FetchedLayer>> layer : fetched) {
        assertTrue(layer.get().isPresent());
      }
      assertEquals(MODULES, store.begun.size(), "each is fetched once");
    } finally {
      maven.shutdownNow();
    }
  }

  @Test
  void whoWaitsForALayerWaitsNoLongerThanTheSession() throws Exception {
    CompletableFuture<Optional<FetchedLayer>> waiting;
    try (LayerCache cache = prefetching(Duration.ofMinutes(1))) {
      store.manifest.countDown();
      awaitBegun(AT_ONCE);
      waiting =
          CompletableFuture.supplyAsync(
              () -> cache.fetch(layers.get(0).diffId(), WaitPolicy.NO_ALTERNATIVE));
      cache.fetch(caches.layer(100).diffId(), LONG);
    }
    assertEquals(Optional.empty(), waiting.get());
  }

  private LayerCache prefetching(Duration firstAnswer) {
    store.isGated = true;
    LayerCache cache = caches.open(caches.both("main"), firstAnswer);
    for (int module = 0; module < MODULES; module++) {
      cache.prefetch(image(module).name(), known -> false);
    }
    return cache;
  }

  private void awaitBegun(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      store.begun.take();
    }
  }

  private BuiltImage image(int module) {
    return new BuiltImage("com.example:m" + module, List.of(layers.get(module)));
  }

  private BlobKey key(int module) {
    return TestCaches.LAYOUT.blob(layers.get(module).blob().digest());
  }

  private List<BlobKey> keys(int from, int to) {
    List<BlobKey> keys = new ArrayList<>();
    for (int module = from; module < to; module++) {
      keys.add(key(module));
    }
    return keys;
  }

  private int byModule(BlobKey one, BlobKey other) {
    List<BlobKey> all = keys(0, MODULES);
    return Integer.compare(all.indexOf(one), all.indexOf(other));
  }

  /** Holds its manifest and its blobs back, and notes in which order blobs are asked for. */
  private static final class GatedStore extends ForwardingBlobStore {

    private final CountDownLatch manifest = new CountDownLatch(1);
    private final Semaphore bodies = new Semaphore(0);
    private final BlockingQueue<BlobKey> begun = new LinkedBlockingQueue<>();
    private volatile BlobKey free = new BlobKey("none");
    private volatile boolean isGated;
    private volatile long bytesPerSecond = Long.MAX_VALUE;

    GatedStore() {
      super(new MemoryBlobStore(Clock.systemUTC()));
    }

    void let(BlobKey key) {
      free = key;
    }

    @Override
    public Optional<BlobContent> open(BlobKey key, ByteRange range) throws StoreException {
      try {
        if (isGated && key.path().startsWith("blobs/")) {
          begun.add(key);
          while (!bodies.tryAcquire(5, TimeUnit.MILLISECONDS) && !key.equals(free)) {
            Thread.onSpinWait();
          }
        } else if (isGated) {
          manifest.await();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreInterruptedException("Reading " + key);
      }
      return super.open(key, range)
          .map(content -> new BlobContent(content.stat(), new SlowBody(content.body())));
    }

    /** As a connection that has its own limit. */
    private final class SlowBody extends FilterInputStream {

      SlowBody(InputStream body) {
        super(body);
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (bytesPerSecond == Long.MAX_VALUE) {
          return super.read(buffer, offset, length);
        }
        LockSupport.parkNanos(1_000_000_000L * 500 / bytesPerSecond);
        return super.read(buffer, offset, Math.min(length, 500));
      }
    }
  }
}
