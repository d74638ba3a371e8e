package io.github.azblobcache.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.inventory.StoredManifest;
import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheMode;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.ForwardingBlobStore;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.TickingClock;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.export.ExportReport;
import io.github.azblobcache.transfer.export.GracePeriod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
  private final CacheDescription cache =
      new CacheDescription(
          new DirectoryLocation(Path.of("unused")),
          Layout.DEFAULT,
          List.of(MAIN),
          CacheMode.MIN,
          false);
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
    export(GracePeriod.DEFAULT);
  }

  private void export(GracePeriod grace) throws IOException {
    try (SteppedSession session = new SteppedSession(cache, store, temp, grace)) {
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

  @Test
  void whatIsOldIsUpToTheGracePeriod() throws Exception {
    GracePeriod hour = new GracePeriod(Duration.ofHours(1));
    export(hour);
    clock.advance(Duration.ofMinutes(29));
    export(hour);
    assertEquals(List.of(START, START), List.of(buildTime(), blobTime()));
    clock.advance(Duration.ofMinutes(2));
    export(hour);
    assertEquals(List.of(clock.instant(), clock.instant()), List.of(buildTime(), blobTime()));
  }

  @Test
  void anUploadThatIsTooLongAgoToRelyOnCountsAllTheSame() throws Exception {
    GracePeriod hour = new GracePeriod(Duration.ofHours(1));
    try (SteppedSession session = new SteppedSession(cache, store, temp, hour)) {
      session.uploadAhead(image.layers().get(0));
      clock.advance(Duration.ofMinutes(31));
      assertEquals(new ExportReport(1, 7, 0), session.export(image));
      assertEquals(ExportReport.NOTHING, session.export(image));
    }
    assertEquals(clock.instant(), blobTime());
  }

  @Test
  void anUploadThatIsUnderWayIsReliedOn() throws Exception {
    SlowStore slow = new SlowStore(store);
    GracePeriod none = new GracePeriod(Duration.ZERO);
    try (SteppedSession session = new SteppedSession(cache, slow, temp, none)) {
      slow.during = () -> session.uploadAhead(image.layers().get(0));
      session.export(image);
    }
    assertEquals(1, slow.puts);
  }

  @Test
  void theManifestIsReadOnceForModulesThatDoNotChange() throws Exception {
    export();
    ManifestReader reader = new ManifestReader(store);
    try (SteppedSession session = new SteppedSession(cache, reader, temp, GracePeriod.DEFAULT)) {
      session.export(image);
      session.export(image);
      clock.advance(Duration.ofMinutes(59));
      session.export(image);
      assertEquals(1, reader.reads);
      clock.advance(Duration.ofMinutes(2));
      session.export(image);
      assertEquals(2, reader.reads);
    }
  }

  @Test
  void theManifestIsReadOnceForModulesThatChange() throws Exception {
    export();
    ManifestReader reader = new ManifestReader(store);
    try (SteppedSession session = new SteppedSession(cache, reader, temp, GracePeriod.DEFAULT)) {
      for (int module = 0; module < 5; module++) {
        session.export(new BuiltImage("com.acme:m" + module, image.layers()));
      }
    }
    assertEquals(1, reader.reads);
    BlobKey key = Layout.DEFAULT.manifest(MAIN.value());
    CacheConfig written = StoredManifest.load(store, key, MAIN).orElseThrow().config();
    for (int module = 0; module < 5; module++) {
      assertEquals(Optional.of(START), written.newestBuildTime("com.acme:m" + module));
    }
  }

  @Test
  void whatAnotherBuildWroteMeanwhileIsKept() throws Exception {
    export();
    BuiltImage other = new BuiltImage("com.acme:other", image.layers());
    BuiltImage mine = new BuiltImage("com.acme:mine", image.layers());
    try (SteppedSession session = new SteppedSession(cache, store, temp, GracePeriod.DEFAULT)) {
      session.export(image);
      try (SteppedSession another = new SteppedSession(cache, store, temp, GracePeriod.DEFAULT)) {
        another.export(other);
      }
      session.export(mine);
    }
    BlobKey key = Layout.DEFAULT.manifest(MAIN.value());
    CacheConfig written = StoredManifest.load(store, key, MAIN).orElseThrow().config();
    for (String name : List.of(SHOP, "com.acme:other", "com.acme:mine")) {
      assertEquals(Optional.of(START), written.newestBuildTime(name), name);
    }
  }

  /** Counts how often the manifest is read. */
  private static final class ManifestReader extends ForwardingBlobStore {

    private int reads;

    ManifestReader(BlobStore delegate) {
      super(delegate);
    }

    @Override
    public Optional<BlobContent> open(BlobKey key, ByteRange range) throws StoreException {
      reads += key.equals(Layout.DEFAULT.manifest(MAIN.value())) ? 1 : 0;
      return super.open(key, range);
    }
  }

  /** Something else happens while a blob is being uploaded. */
  private static final class SlowStore extends ForwardingBlobStore {

    private Runnable during;
    private int puts;

    SlowStore(BlobStore delegate) {
      super(delegate);
    }

    @Override
    public boolean putIfAbsent(BlobKey key, Path file) throws IOException {
      puts++;
      during.run();
      return super.putIfAbsent(key, file);
    }
  }
}
