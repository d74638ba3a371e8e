package io.github.azblobcache.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheMode;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.ForwardingBlobStore;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.testkit.RandomLayer;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TooLateTest {

  private static final String IMAGE = "com.example:app";
  private static final int LAYER_BYTES = 3000;

  @TempDir private Path folder;
  private final StallingStore store = new StallingStore();
  private LayerFile layer;

  @BeforeEach
  void export() throws IOException {
    RandomLayer random = RandomLayer.write(folder.resolve("layers"), 1, LAYER_BYTES);
    layer =
        new LayerFile(
            new Descriptor(
                MediaTypes.DOCKER_LAYER_GZIP, Digest.parse(random.digest()), random.sizeBytes()),
            DiffId.parse(random.diffId()),
            random.file());
    try (LayerCache cache = cache()) {
      cache.export(new BuiltImage(IMAGE, List.of(layer)));
    }
  }

  @AfterEach
  void letGo() {
    store.goesOn.countDown();
  }

  @Test
  void aLayerThatComesLaterThanItIsBuiltNeedNotBeHashed() throws Exception {
    store.stalls = true;
    try (LayerCache cache = cache()) {
      assertFalse(cache.isTooLate(IMAGE, LAYER_BYTES), "nothing is on its way");
      cache.prefetch(IMAGE, known -> false);
      store.hasStalled.await();
      assertFalse(cache.isTooLate(IMAGE, 1_000 * LAYER_BYTES), "it can't be so large");
      while (!cache.isTooLate(IMAGE, LAYER_BYTES)) {
        Thread.sleep(20);
      }
      cache.giveUp(IMAGE, LAYER_BYTES);
      store.goesOn.countDown();
      assertEquals(
          Optional.empty(), cache.fetch(layer.diffId(), WaitPolicy.buildTime(LAYER_BYTES)));
    }
  }

  @Test
  void whatOneModuleGivesUpIsFetchedForTheNext() throws Exception {
    store.stalls = true;
    try (LayerCache cache = cache()) {
      cache.prefetch(IMAGE, known -> false);
      cache.prefetch(IMAGE, known -> false);
      store.hasStalled.await();
      Duration soon = WaitPolicy.buildTime(LAYER_BYTES);
      assertEquals(Optional.empty(), cache.fetch(IMAGE, layer.diffId(), soon));
      store.goesOn.countDown();
      assertTrue(cache.fetch(IMAGE, layer.diffId(), WaitPolicy.NO_ALTERNATIVE).isPresent());
    }
  }

  @Test
  void whatAnotherModuleGivesUpIsFetchedForTheOneThatExpectsIt() throws Exception {
    store.stalls = true;
    try (LayerCache cache = cache()) {
      cache.prefetch(IMAGE, known -> false);
      store.hasStalled.await();
      Duration soon = WaitPolicy.buildTime(LAYER_BYTES);
      assertEquals(
          Optional.empty(), cache.fetch("com.example:other", layer.diffId(), soon), "too late");
      store.goesOn.countDown();
      assertTrue(cache.fetch(IMAGE, layer.diffId(), WaitPolicy.NO_ALTERNATIVE).isPresent());
    }
  }

  @Test
  void whatTheOnlyModuleGivesUpIsNotFetched() throws Exception {
    store.stalls = true;
    try (LayerCache cache = cache()) {
      cache.prefetch(IMAGE, known -> false);
      store.hasStalled.await();
      Duration soon = WaitPolicy.buildTime(LAYER_BYTES);
      assertEquals(Optional.empty(), cache.fetch(IMAGE, layer.diffId(), soon));
      store.goesOn.countDown();
      assertEquals(Optional.empty(), cache.fetch(IMAGE, layer.diffId(), WaitPolicy.NO_ALTERNATIVE));
    }
  }

  @Test
  void aFetchThatNobodyElseExpectsEndsWhenItIsGivenUp() throws Exception {
    store.stalls = true;
    try (LayerCache cache = cache()) {
      cache.prefetch(IMAGE, known -> false);
      store.hasStalled.await();
      cache.giveUp(IMAGE, LAYER_BYTES);
      store.goesOn.countDown();
      assertEquals(Optional.empty(), cache.fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE));
    }
  }

  @Test
  void whatOneImageGivesUpIsFetchedForAnother() throws Exception {
    store.stalls = true;
    try (LayerCache cache = cache()) {
      cache.prefetch(IMAGE, known -> false);
      store.hasStalled.await();
      // A layer of an image of which nothing is fetched, and of the same size.
      cache.giveUp("com.example:other", LAYER_BYTES);
      store.goesOn.countDown();
      assertTrue(cache.fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE).isPresent());
    }
  }

  @Test
  void aLayerThatIsThereIsNotTooLate() throws IOException {
    try (LayerCache cache = cache()) {
      assertTrue(cache.fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE).isPresent());
      assertFalse(cache.isTooLate(IMAGE, LAYER_BYTES));
    }
  }

  private LayerCache cache() {
    CacheDescription cache =
        new CacheDescription(
            new DirectoryLocation(Path.of("unused")),
            Layout.DEFAULT,
            List.of(new ManifestName("main")),
            CacheMode.MIN,
            false);
    return new LayerCache(
        new CacheSettings(List.of(cache), List.of(cache), false),
        location -> store,
        folder.resolve("staging"),
        CacheTimeouts.DEFAULT,
        CacheEvents.NONE);
  }

  /** Gives the first hundred bytes of a layer, and then nothing for a while. */
  private static final class StallingStore extends ForwardingBlobStore {

    private static final int FIRST_BYTES = 100;

    private final CountDownLatch hasStalled = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private volatile boolean stalls;

    StallingStore() {
      super(new MemoryBlobStore(Clock.systemUTC()));
    }

    @Override
    public Optional<BlobContent> open(BlobKey key, ByteRange range) throws StoreException {
      Optional<BlobContent> found = super.open(key, range);
      return stalls && key.path().startsWith("blobs/") ? found.map(this::stalling) : found;
    }

    private BlobContent stalling(BlobContent content) {
      return new BlobContent(content.stat(), new StallingBody(content.body()));
    }

    private final class StallingBody extends FilterInputStream {

      private int read;

      StallingBody(InputStream body) {
        super(body);
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (read == 0) {
          read = super.read(buffer, offset, Math.min(length, FIRST_BYTES));
          return read;
        }
        hasStalled.countDown();
        try {
          goesOn.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
        return super.read(buffer, offset, length);
      }
    }
  }
}
