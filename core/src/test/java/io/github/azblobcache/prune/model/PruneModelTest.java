package io.github.azblobcache.prune.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.ClockedStore;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.TickingClock;
import io.github.azblobcache.store.azure.AzureBlobStore;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.directory.ClockedDirectory;
import io.github.azblobcache.testkit.Azurite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The protocol of export and prune, tried on thousands of schedules. */
// As many as somebody wants, with the time that other tests leave
@Timeout(value = 6, unit = TimeUnit.HOURS)
class PruneModelTest {

  private static final Set<Guard> NOTHING = EnumSet.noneOf(Guard.class);

  /** Schedules wait for each other's pauses, so more of them than processors. */
  private static final int AT_ONCE = 24;

  /** Some thousands; more with {@code -Dmodel.schedules=100000}. */
  private static final int SCHEDULES = Integer.getInteger("model.schedules", 3000);

  private final AtomicInteger folders = new AtomicInteger();
  private final AtomicInteger deletions = new AtomicInteger();
  private @TempDir Path temp;
  private ModelLayers layers;

  @BeforeEach
  void writeLayers() {
    layers = ModelLayers.write(temp.resolve("layers"));
  }

  private BlobStore folder(Clock clock) {
    Path folder = temp.resolve("store" + folders.incrementAndGet());
    try {
      return ClockedDirectory.at(Files.createDirectories(folder), clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BlobStore azurite(Clock clock) {
    Azurite azurite = Azurite.shared();
    AzureLocation location =
        new AzureLocation(
            azurite.accountUrl(),
            azurite.accountName(),
            azurite.newContainerName(),
            new AzureCredential.AccountKey(azurite.accountKey()));
    try {
      AzureBlobStore store = new AzureBlobStore(location);
      // Makes the container, as BuildKit does before it looks for anything.
      store.putIfAbsent(new BlobKey("other"), layers.all().get(0).file());
      return new ClockedStore(store, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void nothingIsLostInMemory() throws Exception {
    long seed = new Random().nextLong();
    assertEquals(Optional.empty(), violation(seed, SCHEDULES, MemoryBlobStore::new, NOTHING));
    assertTrue(deletions.get() > SCHEDULES / 4, "Only " + deletions + " blobs were deleted in all");
  }

  @Test
  void nothingIsLostInAFolder() throws Exception {
    long seed = new Random().nextLong();
    assertEquals(Optional.empty(), violation(seed, SCHEDULES / 6, this::folder, NOTHING));
    assertTrue(
        deletions.get() > SCHEDULES / 24, "Only " + deletions + " blobs were deleted in all");
  }

  @Test
  void nothingIsLostInAzurite() throws Exception {
    long seed = new Random().nextLong();
    int schedules = SCHEDULES / 100;
    assertEquals(Optional.empty(), violation(seed, schedules, this::azurite, NOTHING));
    assertTrue(deletions.get() > schedules / 4, "Only " + deletions + " blobs were deleted in all");
  }

  @ParameterizedTest
  @EnumSource(Guard.class)
  void everyGuardIsNeeded(Guard guard) throws Exception {
    assertTrue(
        violation(1, SCHEDULES, MemoryBlobStore::new, EnumSet.of(guard)).isPresent(),
        "The model does not notice that " + guard + " is missing");
  }

  /** What the first bad schedule says, with its seed. */
  private Optional<String> violation(
      long firstSeed, int schedules, Function<Clock, BlobStore> stores, Set<Guard> without)
      throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
    try {
      var runs =
          IntStream.range(0, schedules)
              .mapToObj(i -> executor.submit(() -> run(firstSeed + i, stores, without)))
              .toList();
      for (Future<Optional<String>> run : runs) {
        if (run.get().isPresent()) {
          return run.get();
        }
      }
      return Optional.empty();
    } finally {
      executor.shutdownNow();
      assertTrue(executor.awaitTermination(1, TimeUnit.MINUTES));
    }
  }

  private Optional<String> run(long seed, Function<Clock, BlobStore> stores, Set<Guard> without) {
    TickingClock clock = new TickingClock(Schedule.START);
    try (BlobStore store = stores.apply(clock)) {
      Path staging = temp.resolve("staging");
      deletions.addAndGet(new Schedule(seed, clock, store, layers, staging, without).run());
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of("seed " + seed + ": " + e.getMessage());
    }
  }
}
