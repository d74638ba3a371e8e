package io.github.azblobcache.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.inventory.StoredManifest;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheMode;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.DirectoryLocation;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.TickingClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build that does not change is exported again and again. */
class ReExportTest {

  private static final Instant START = Instant.parse("2026-01-31T00:00:00Z");
  private static final String SHOP = "com.acme:shop";
  private static final ManifestName MAIN = new ManifestName("main");

  private final TickingClock clock = new TickingClock(START);
  private final MemoryBlobStore store = new MemoryBlobStore(clock);
  private @TempDir Path temp;
  private BuiltImage image;

  @BeforeEach
  void build() throws IOException {
    Path file = Files.write(temp.resolve("layer"), new byte[7]);
    Descriptor blob = new Descriptor(MediaTypes.OCI_LAYER_GZIP, Digest.of(new byte[7]), 7);
    DiffId diffId = new DiffId(Digest.of(new byte[1]));
    image = new BuiltImage(SHOP, List.of(new LayerFile(blob, diffId, file)));
  }

  private void export() throws IOException {
    CacheDescription cache =
        new CacheDescription(
            new DirectoryLocation(temp), Layout.DEFAULT, List.of(MAIN), CacheMode.MIN, false);
    try (SteppedSession session = new SteppedSession(cache, store, temp)) {
      session.export(image);
    }
  }

  private Instant buildTime() throws IOException {
    BlobKey key = Layout.DEFAULT.manifest(MAIN.value());
    return StoredManifest.load(store, key, MAIN)
        .orElseThrow()
        .config()
        .newestBuildTime(SHOP)
        .orElseThrow();
  }

  private Instant blobTime() throws IOException {
    BlobKey key = Layout.DEFAULT.blob(Digest.of(new byte[7]));
    return store.stat(key).orElseThrow().lastModified();
  }

  @Test
  void whatIsRecentIsLeftAsItIs() throws Exception {
    export();
    clock.advance(Duration.ofHours(11));
    export();
    assertEquals(List.of(START, START), List.of(buildTime(), blobTime()));
  }

  @Test
  void whatIsOldGetsANewDate() throws Exception {
    export();
    clock.advance(Duration.ofHours(13));
    export();
    assertEquals(List.of(clock.instant(), clock.instant()), List.of(buildTime(), blobTime()));
  }
}
