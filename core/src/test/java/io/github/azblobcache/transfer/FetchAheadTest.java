package io.github.azblobcache.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.entries.BuildLayer;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.ForwardingBlobStore;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.transfer.export.BuiltImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is fetched before anybody asks for it. */
class FetchAheadTest {

  private static final String IMAGE = "com.example:app";

  @TempDir private Path folder;
  private final RecordingStore store = new RecordingStore();

  @Test
  void ofSeveralNamesTheFirstOneThatHasTheImage() throws IOException {
    TestCaches caches = new TestCaches(folder, store);
    LayerFile ofBranch = caches.layer(1);
    LayerFile ofMain = caches.layer(2);
    export("branch", IMAGE, ofBranch);
    export("main", IMAGE, ofMain);
    export("other", "com.example:other", caches.layer(3));
    assertEquals(List.of(key(ofBranch)), prefetched("other", "branch", "main"));
  }

  @Test
  void noMoreThanTheDiskHasRoomFor() throws IOException {
    LayerFile layer = new TestCaches(folder, store).layer(1);
    Descriptor blob = layer.blob();
    Descriptor huge = new Descriptor(blob.mediaType(), blob.digest(), Long.MAX_VALUE / 2);
    CachedBuild build =
        new CachedBuild(IMAGE, List.of(new BuildLayer(huge, layer.diffId())), Instant.now());
    store.replaceIfUnchanged(
        TestCaches.LAYOUT.manifest("main"),
        Optional.empty(),
        CacheConfigJson.write(CacheConfig.EMPTY.withBuild(build, 1)));
    assertEquals(List.of(), prefetched("main"));
  }

  private List<BlobKey> prefetched(String... names) throws IOException {
    CacheDescription cache = TestCaches.described(false, names);
    try (SteppedSession session = new SteppedSession(cache, store, folder)) {
      session.prefetch(IMAGE);
    }
    return store.opened;
  }

  private void export(String name, String image, LayerFile layer) throws IOException {
    CacheDescription cache = TestCaches.described(false, name);
    try (SteppedSession session = new SteppedSession(cache, store, folder)) {
      session.export(new BuiltImage(image, List.of(layer)));
    }
  }

  private static BlobKey key(LayerFile layer) {
    return TestCaches.LAYOUT.blob(layer.blob().digest());
  }

  private static final class RecordingStore extends ForwardingBlobStore {

    private final List<BlobKey> opened = new ArrayList<>();

    RecordingStore() {
      super(new MemoryBlobStore(Clock.systemUTC()));
    }

    @Override
    public Optional<BlobContent> open(BlobKey key, ByteRange range) throws StoreException {
      if (key.path().startsWith("blobs/")) {
        opened.add(key);
      }
      return super.open(key, range);
    }
  }
}
