package io.github.azblobcache.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.inventory.Inventory;
import io.github.azblobcache.store.FaultyBlobStore;
import io.github.azblobcache.store.errors.StoreAccessException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PruneFaultsTest {

  private static final PrunePolicy THIRTY_DAYS =
      TestPolicy.UNNAMED_ONLY.unusedFor(Duration.ofDays(30)).policy();

  private final PruneFixture cache = new PruneFixture();
  private final FaultyBlobStore faulty = new FaultyBlobStore(cache.store());

  static List<StoreException> faults() {
    return List.of(
        new StoreAccessException("403 AuthorizationPermissionMismatch", new IOException()),
        new StoreException("409 BlobImmutableDueToPolicy"),
        new StoreException("412 LeaseIdMissing"),
        new StoreException("503 ServerBusy", new IOException(), true),
        new StoreException("Connection reset", new IOException(), true));
  }

  @BeforeEach
  void fill() throws IOException {
    cache
        .build(50, "branch", "com.acme:shop", "a")
        .build(40, "main", "com.acme:shop", "b")
        .build(3, "main", "com.acme:shop", "c")
        .blob(2, "x", "y");
  }

  @AfterEach
  void nothingIsOpen() {
    cache.store().checkNothingOpen();
  }

  private Pruner pruner() {
    return cache.pruner(faulty);
  }

  private void assertNothingDangles() throws IOException {
    assertEquals(0, cache.pruner().plan(TestPolicy.UNNAMED_ONLY.policy()).danglingCount());
  }

  /** Calls of an execution: open and delete "branch", open and replace "main", four blobs. */
  @ParameterizedTest
  @MethodSource("faults")
  void whateverCallFailsTheRestGoesOnAndTheNextRunDoesIt(StoreException fault) throws Exception {
    for (int call = 1; call <= 8; call++) {
      PruneFixture fresh = new PruneFixture();
      FaultyBlobStore store = new FaultyBlobStore(fresh.store());
      fresh
          .build(50, "branch", "com.acme:shop", "a")
          .build(40, "main", "com.acme:shop", "b")
          .build(3, "main", "com.acme:shop", "c")
          .blob(2, "x", "y");
      Pruner pruner = fresh.pruner(store);
      PrunePlan plan = pruner.plan(THIRTY_DAYS);
      store.faults().failNth(call, fault);
      PruneReport report = pruner.execute(plan);
      assertEquals(List.of(fault.getMessage()), report.faults(), "call " + call);
      assertEquals(1, report.faultCount());
      assertEquals(3, report.deletedBlobs(), "call " + call);
      assertEquals(0, fresh.pruner().plan(TestPolicy.UNNAMED_ONLY.policy()).danglingCount());
      store.faults().clear();
      fresh.prune(THIRTY_DAYS);
      assertEquals("c", fresh.left("a", "b", "c", "x", "y"), "call " + call);
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aManifestThatFailsToBeReadStopsTheDeletingOfBlobs(StoreException fault) throws Exception {
    faulty.faults().failNth(3, fault); // the listings of blobs and manifests come first
    PrunePlan plan = pruner().plan(THIRTY_DAYS);
    Inventory inventory = plan.inventory();
    assertEquals(fault, inventory.unread().get(0).cause());
    assertTrue(plan.isStopped());
    assertEquals(0, pruner().execute(plan).deletedBlobs());
    assertNothingDangles();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void withoutAListingThereIsNoPlan(StoreException fault) {
    for (int listing = 1; listing <= 2; listing++) {
      faulty.faults().failNth(listing, fault);
      assertThrows(StoreException.class, () -> pruner().plan(THIRTY_DAYS));
    }
  }

  @Test
  void stoppedAnywhereItLeavesNoNameThatDangles() throws Exception {
    for (int call = 1; call <= 8; call++) {
      PruneFixture fresh = new PruneFixture();
      fresh
          .build(50, "branch", "com.acme:shop", "a")
          .build(40, "main", "com.acme:shop", "b", "c")
          .build(3, "main", "com.acme:shop", "c")
          .blob(2, "x", "y");
      FaultyBlobStore store = new FaultyBlobStore(fresh.store());
      Pruner pruner = fresh.pruner(store);
      PrunePlan plan = pruner.plan(THIRTY_DAYS);
      store.faults().failNth(call, new StoreInterruptedException("call " + call));
      assertThrows(StoreException.class, () -> pruner.execute(plan));
      assertEquals(0, fresh.pruner().plan(TestPolicy.UNNAMED_ONLY.policy()).danglingCount());
      assertTrue(Stream.of("a", "b", "x", "y").anyMatch(layer -> isThere(fresh, layer)));
    }
  }

  private static boolean isThere(PruneFixture cache, String layer) {
    try {
      return !cache.left(layer).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
