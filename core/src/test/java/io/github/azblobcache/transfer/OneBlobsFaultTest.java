package io.github.azblobcache.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.ForwardingBlobStore;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.errors.BlobArchivedException;
import io.github.azblobcache.store.errors.BlobProtectedException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreUnreachableException;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.export.ExportReport;
import io.github.azblobcache.transfer.export.GracePeriod;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read of one blob says nothing about the others. */
@Timeout(60)
class OneBlobsFaultTest {

  @TempDir private Path folder;
  private final OneBlobFails store = new OneBlobFails();
  private TestCaches caches;
  private LayerFile first;
  private LayerFile second;

  @BeforeEach
  void export() throws IOException {
    caches = new TestCaches(folder, store);
    first = caches.layer(1);
    second = caches.layer(2);
    try (LayerCache cache = caches.open("main")) {
      cache.export(image());
    }
    store.failing = TestCaches.LAYOUT.blob(first.blob().digest());
  }

  @Test
  void aBodyThatBreaksOffIsAMissOfOneLayer() {
    store.body = () -> new StoreException("It broke off.", null, true);
    assertOneMiss();
  }

  @Test
  void aBodyThatFailsUnexpectedlyIsAMissOfOneLayer() {
    store.unexpected = () -> new IllegalStateException("unexpected");
    assertOneMiss();
  }

  @Test
  void anErrorIsAMissOfOneLayer() {
    store.unexpected =
        () -> {
          throw new OutOfMemoryError("a test's");
        };
    assertOneMiss();
  }

  private void assertOneMiss() {
    try (LayerCache cache = caches.open("main")) {
      assertEquals(Optional.empty(), cache.fetch(first.diffId(), WaitPolicy.NO_ALTERNATIVE));
      assertTrue(cache.fetch(second.diffId(), WaitPolicy.NO_ALTERNATIVE).isPresent());
      cache.reportDamage();
      assertEquals(1, caches.warnings.size(), caches.warnings.toString());
    }
  }

  @Test
  void aStoreThatDoesNotAnswerIsNotAskedAgain() {
    store.open = () -> new StoreUnreachableException("No answer.", null, true);
    try (LayerCache cache = caches.open("main")) {
      assertEquals(Optional.empty(), cache.fetch(first.diffId(), WaitPolicy.NO_ALTERNATIVE));
      assertEquals(Optional.empty(), cache.fetch(second.diffId(), WaitPolicy.NO_ALTERNATIVE));
      assertEquals(1, caches.warnings.size(), caches.warnings.toString());
      assertEquals(1, store.opened.get());
    }
  }

  @Test
  void anArchivedBlobIsAMissAndReplacedByTheExport() throws IOException {
    store.archive();
    try (LayerCache cache = caches.open("main")) {
      assertEquals(Optional.empty(), cache.fetch(first.diffId(), WaitPolicy.NO_ALTERNATIVE));
      assertEquals(
          new ExportReport(1, first.blob().sizeBytes(), 0), cache.export(image()), "the first");
    }
    try (LayerCache cache = caches.open("main")) {
      assertTrue(cache.fetch(first.diffId(), WaitPolicy.NO_ALTERNATIVE).isPresent());
    }
  }

  @Test
  void aBlobThatAnotherBuildHasReplacedSinceIsKept() throws IOException {
    store.archive();
    try (LayerCache cache = caches.open("main")) {
      assertEquals(Optional.empty(), cache.fetch(first.diffId(), WaitPolicy.NO_ALTERNATIVE));
      store.deleteIfUnchanged(store.stat(store.failing).orElseThrow());
      store.putIfAbsent(store.failing, first.file());
      assertEquals(ExportReport.NOTHING, cache.export(image()));
    }
  }

  @Test
  void anArchivedBlobIsReplacedWhenItIsToGetANewDate() throws IOException {
    store.archive();
    GracePeriod none = new GracePeriod(Duration.ZERO);
    store.later = true;
    try (SteppedSession session =
        new SteppedSession(TestCaches.described(false, "main"), store, folder, none)) {
      assertEquals(new ExportReport(1, first.blob().sizeBytes(), 0), session.export(image()));
    }
  }

  @Test
  void aProtectedBlobThatGetsNoNewDateIsReused() throws IOException {
    store.isProtected = true;
    GracePeriod none = new GracePeriod(Duration.ZERO);
    store.later = true;
    try (SteppedSession session =
        new SteppedSession(TestCaches.described(false, "main"), store, folder, none)) {
      assertEquals(ExportReport.NOTHING, session.export(image()));
    }
    try (LayerCache cache = caches.open("main")) {
      assertTrue(cache.fetch(first.diffId(), WaitPolicy.NO_ALTERNATIVE).isPresent());
    }
  }

  @Test
  void aProtectedBlobThatIsDamagedStaysAsItIs() throws IOException {
    store.isProtected = true;
    LayerFile longer = caches.layer(3);
    BlobStat there = store.stat(store.failing).orElseThrow();
    LayerFile other =
        new LayerFile(
            new Descriptor(first.blob().mediaType(), first.blob().digest(), there.sizeBytes() + 1),
            first.diffId(),
            longer.file());
    try (LayerCache cache = caches.open("main")) {
      BuiltImage image = new BuiltImage("com.example:app", List.of(other));
      assertEquals(ExportReport.NOTHING, cache.export(image));
      assertEquals(ExportReport.NOTHING, cache.export(image));
    }
    assertEquals(1, caches.warnings.size(), caches.warnings.toString());
    String warning = caches.warnings.get(0);
    assertTrue(warning.contains("is protected. Its content is damaged."), warning);
  }

  @Test
  void aProtectedBlobThatIsSeenToBeDamagedStaysAsItIs() throws IOException {
    store.isFlipped = true;
    store.isProtected = true;
    try (LayerCache cache = caches.open("main")) {
      assertEquals(Optional.empty(), cache.fetch(first.diffId(), WaitPolicy.NO_ALTERNATIVE));
      assertEquals(ExportReport.NOTHING, cache.export(image()));
    }
  }

  @Test
  void aProtectedManifestFailsTheExport() throws IOException {
    store.failing = TestCaches.LAYOUT.manifest("main");
    store.isProtected = true;
    BuiltImage other = new BuiltImage("com.example:app", List.of(caches.layer(3)));
    try (LayerCache cache = caches.open("main")) {
      IOException e = assertThrows(IOException.class, () -> cache.export(other));
      assertTrue(e.getMessage().contains("is protected"), e.getMessage());
    }
  }

  @Test
  void anArchivedManifestIsReplacedByTheExport() throws IOException {
    store.failing = TestCaches.LAYOUT.manifest("main");
    store.archive();
    try (LayerCache cache = caches.open("main")) {
      cache.export(image());
      String warning = caches.warnings.get(caches.warnings.size() - 1);
      assertTrue(warning.contains(" This export replaces the manifest "), warning);
    }
    try (LayerCache cache = caches.open("main")) {
      assertTrue(cache.fetch(first.diffId(), WaitPolicy.NO_ALTERNATIVE).isPresent());
    }
  }

  private BuiltImage image() {
    return new BuiltImage("com.example:app", List.of(first, second));
  }

  private interface Failure<E extends Exception> {
    E make();
  }

  /** One of its blobs can't be read, in the way that a test says. */
  private static final class OneBlobFails extends ForwardingBlobStore {

    private final AtomicInteger opened = new AtomicInteger();
    private volatile BlobKey failing = new BlobKey("none");
    private volatile Failure<StoreException> open;
    private volatile Failure<StoreException> body;
    private volatile Failure<RuntimeException> unexpected;
    private volatile boolean isArchived;
    private volatile boolean isProtected;
    private volatile boolean isFlipped;
    private volatile boolean later;

    OneBlobFails() {
      super(new MemoryBlobStore(Clock.systemUTC()));
    }

    /** Until the blob is deleted. */
    void archive() {
      isArchived = true;
    }

    @Override
    public Optional<BlobContent> open(BlobKey key, ByteRange range) throws StoreException {
      if (key.path().startsWith("blobs/")) {
        opened.incrementAndGet();
      }
      if (!key.equals(failing)) {
        return super.open(key, range);
      }
      throwIfArchived(key);
      if (open != null) {
        throw open.make();
      }
      return super.open(key, range)
          .map(content -> new BlobContent(content.stat(), new FailingBody(content.body())));
    }

    private void throwIfArchived(BlobKey key) throws BlobArchivedException {
      if (isArchived && key.equals(failing)) {
        throw new BlobArchivedException("Blob '" + key + "' is archived.", null);
      }
    }

    private void throwIfProtected(BlobKey key) throws BlobProtectedException {
      if (isProtected && key.equals(failing)) {
        throw new BlobProtectedException("Blob '" + key + "' is protected.", null);
      }
    }

    @Override
    public boolean touch(BlobKey key) throws StoreException {
      throwIfArchived(key);
      throwIfProtected(key);
      return super.touch(key);
    }

    @Override
    public Optional<BlobStat> replaceIfUnchanged(BlobKey key, Optional<BlobStat> seen, byte[] bytes)
        throws StoreException {
      throwIfProtected(key);
      return super.replaceIfUnchanged(key, seen, bytes);
    }

    @Override
    public Instant now() {
      return later ? super.now().plusSeconds(60) : super.now();
    }

    @Override
    public boolean deleteIfUnchanged(BlobStat seen) throws StoreException {
      throwIfProtected(seen.key());
      if (seen.key().equals(failing)) {
        isArchived = false;
      }
      return super.deleteIfUnchanged(seen);
    }

    private final class FailingBody extends FilterInputStream {

      FailingBody(InputStream body) {
        super(body);
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (body != null) {
          throw body.make();
        }
        if (unexpected != null) {
          throw unexpected.make();
        }
        int count = super.read(buffer, offset, length);
        if (isFlipped && count > 0) {
          buffer[offset] ^= 1;
        }
        return count;
      }
    }
  }
}
