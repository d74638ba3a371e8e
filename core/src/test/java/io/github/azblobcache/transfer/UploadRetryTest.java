package io.github.azblobcache.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.ForwardingBlobStore;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.errors.StoreAccessException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.export.ExportReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An upload that failed ahead of its export is tried again by the export. */
@Timeout(60)
class UploadRetryTest {

  @TempDir private Path folder;
  private final HiccupingStore store = new HiccupingStore();
  private TestCaches caches;
  private LayerFile layer;

  @BeforeEach
  void setUp() {
    caches = new TestCaches(folder, store);
    layer = caches.layer(1);
  }

  @Test
  void aHiccupDuringTheBuildFailsNoExport() throws Exception {
    store.failures.set(1);
    try (LayerCache cache = caches.open("main")) {
      cache.uploadAhead(layer);
      store.failed.acquire();
      assertEquals(new ExportReport(1, layer.blob().sizeBytes(), 0), cache.export(image("app")));
    }
  }

  @Test
  void theExportOfOneModuleDoesNotFailBecauseAnothersDid() throws Exception {
    store.patientFailures.set(1);
    try (LayerCache cache = caches.open("main")) {
      assertThrows(IOException.class, () -> cache.export(image("one")));
      assertEquals(new ExportReport(1, layer.blob().sizeBytes(), 0), cache.export(image("two")));
    }
  }

  @Test
  void anExportIsPatientUntilTheStoreHasFailedOnce() throws Exception {
    store.patientFailures.set(9);
    store.failures.set(9);
    CacheSettings settings =
        new CacheSettings(List.of(), List.of(TestCaches.described(true, "main")), false);
    try (LayerCache cache = caches.open(settings)) {
      assertEquals(new ExportReport(0, 0, 1), cache.export(image("one")));
      assertEquals(new ExportReport(0, 0, 1), cache.export(image("two")));
      assertEquals(List.of(8, 8), List.of(store.patientFailures.get(), store.failures.get()));
    }
  }

  @Test
  void theFailureOfASecondCacheIsReportedToo() {
    store.patientFailures.set(1);
    store.failures.set(1);
    List<CacheDescription> exports =
        List.of(TestCaches.described(false, "main"), TestCaches.described(false, "branch"));
    try (LayerCache cache = caches.open(new CacheSettings(List.of(), exports, false))) {
      assertThrows(IOException.class, () -> cache.export(image("app")));
      assertEquals(
          List.of("Another export of com.example:app failed: 503 ServerBusy"), caches.warnings);
    }
  }

  @Test
  void twoCachesWithOneFailureFailTheExport() {
    StoreException failure = new StoreAccessException("No login works.", null);
    BlobStore refusing =
        new ForwardingBlobStore(store) {
          @Override
          public boolean putIfAbsent(BlobKey key, Path file) throws IOException {
            throw failure;
          }
        };
    List<CacheDescription> exports =
        List.of(TestCaches.described(false, "main"), TestCaches.described(false, "branch"));
    try (LayerCache cache =
        new TestCaches(folder, refusing).open(new CacheSettings(List.of(), exports, false))) {
      IOException e = assertThrows(IOException.class, () -> cache.export(image("app")));
      assertEquals(failure, e.getCause());
    }
  }

  @Test
  void aFailureThatNobodyExpectedIsIgnoredToo() throws Exception {
    BlobStore broken =
        new ForwardingBlobStore(store) {
          @Override
          public boolean putIfAbsent(BlobKey key, Path file) {
            throw new IllegalStateException("unexpected");
          }
        };
    TestCaches unexpected = new TestCaches(folder, broken);
    List<CacheDescription> exports = List.of(TestCaches.described(true, "main"));
    try (LayerCache cache = unexpected.open(new CacheSettings(List.of(), exports, false))) {
      assertEquals(new ExportReport(0, 0, 1), cache.export(image("app")));
      assertTrue(unexpected.warnings.get(0).endsWith("IllegalStateException: unexpected"));
    }
  }

  @Test
  void eachCacheWhoseFailureIsIgnoredHasOneWarning() throws Exception {
    store.patientFailures.set(9);
    store.failures.set(9);
    List<CacheDescription> exports =
        List.of(TestCaches.described(true, "main"), TestCaches.described(true, "branch"));
    try (LayerCache cache = caches.open(new CacheSettings(List.of(), exports, false))) {
      cache.export(image("one"));
      cache.export(image("two"));
      assertEquals(2, caches.warnings.size(), caches.warnings.toString());
    }
  }

  @Test
  void anExportStaysPatientWhereTheFailureIsNotOneToWaitFor() throws Exception {
    BlobKey manifest = TestCaches.LAYOUT.manifest("main");
    byte[] onlyBuildKitReads = "{\"layers\":[{\"blob\":\"any\"}]}".getBytes(UTF_8);
    BlobStat seen = store.replaceIfUnchanged(manifest, Optional.empty(), onlyBuildKitReads).get();
    CacheSettings settings =
        new CacheSettings(List.of(), List.of(TestCaches.described(true, "main")), false);
    try (LayerCache cache = caches.open(settings)) {
      assertEquals(new ExportReport(0, 0, 1), cache.export(image("one")));
      store.deleteIfUnchanged(seen);
      store.patientFailures.set(1);
      layer = caches.layer(2);
      assertEquals(new ExportReport(0, 0, 1), cache.export(image("two")));
      assertEquals(0, store.patientFailures.get(), "the export of the second was patient");
    }
  }

  private BuiltImage image(String name) {
    return new BuiltImage("com.example:" + name, List.of(layer));
  }

  /** Fails some uploads; its patient form fails others. */
  private static final class HiccupingStore extends ForwardingBlobStore {

    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger patientFailures = new AtomicInteger();
    private final Semaphore failed = new Semaphore(0);

    HiccupingStore() {
      super(new MemoryBlobStore(Clock.systemUTC()));
    }

    @Override
    public boolean putIfAbsent(BlobKey key, Path file) throws IOException {
      failSome(failures);
      return super.putIfAbsent(key, file);
    }

    private void failSome(AtomicInteger left) throws StoreException {
      if (left.get() > 0) {
        left.decrementAndGet();
        failed.release();
        throw new StoreException("503 ServerBusy", null, true);
      }
    }

    @Override
    public BlobStore patient() {
      HiccupingStore hasty = this;
      return new ForwardingBlobStore(this) {
        @Override
        public boolean putIfAbsent(BlobKey key, Path file) throws IOException {
          failSome(patientFailures);
          return hasty.superPutIfAbsent(key, file);
        }
      };
    }

    private boolean superPutIfAbsent(BlobKey key, Path file) throws IOException {
      return super.putIfAbsent(key, file);
    }
  }
}
