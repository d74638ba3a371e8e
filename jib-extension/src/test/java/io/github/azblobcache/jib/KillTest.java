package io.github.azblobcache.jib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.jib.base.PinnedBase;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.testkit.Azurite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed at random moments. Whatever they were doing, nothing half-done has a
 * final name, and the next build makes up for it. Prints its figures.
 *
 * <p>Some kills; 1,000 with {@code -Dkills=1000 -Dsurefire.timeout=0}, the same ones again with
 * {@code -Dkill.seed=}. When exactly a process dies is up to the machine all the same.
 */
@Timeout(value = 6, unit = TimeUnit.HOURS)
class KillTest {

  private static final int KILLS = Integer.getInteger("kills", 48);
  private static final long SEED = Long.getLong("kill.seed", new Random().nextInt());
  private static final int AT_ONCE = 2;
  private static final long LONGEST_MINUTES = 20;
  private static final int OPERATIONS = KilledOperation.values().length;

  private record Kind(KilledOperation operation, boolean isInAzurite) {

    static Kind of(int number) {
      return new Kind(KilledOperation.values()[number % OPERATIONS], number / OPERATIONS % 2 == 1);
    }
  }

  private final Map<Kind, Duration> undisturbed = new ConcurrentHashMap<>();
  private final Map<KilledOperation, AtomicInteger> inTime = new ConcurrentHashMap<>();
  private final AtomicInteger leftPartialFiles = new AtomicInteger();
  private @TempDir Path temp;
  private KillProject project;
  private PinnedBase base;
  private KillJvm jvm;

  @Test
  void whatIsKilledLeavesNothingHalfDone() throws Exception {
    System.out.println("-Dkill.seed=" + SEED);
    project = KillProject.write(temp.resolve("project"));
    base = project.base();
    jvm = KillJvm.in(temp.resolve("jvm"));
    archiveClasses();
    all(2 * OPERATIONS, this::measure);
    long start = System.nanoTime();
    all(KILLS, this::kill);
    int hits = inTime.values().stream().mapToInt(AtomicInteger::get).sum();
    System.out.printf(
        "%d processes killed in %.0f s, %d of them before they were done: %s; %d left partial"
            + " files; undisturbed: %s%n",
        KILLS,
        (System.nanoTime() - start) / 1e9,
        hits,
        inTime,
        leftPartialFiles.get(),
        undisturbed);
    assertTrue(hits > KILLS / 2, "Only " + hits + " were killed before they were done");
  }

  private interface Numbered {
    void run(int number) throws Exception;
  }

  private static void all(int count, Numbered action) throws Exception {
    ExecutorService lanes = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Void>> runs = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        Callable<Void> run =
            () -> {
              action.run(number);
              return null;
            };
        runs.add(lanes.submit(run));
      }
      for (Future<Void> run : runs) {
        run.get(LONGEST_MINUTES, TimeUnit.MINUTES);
      }
    } finally {
      lanes.shutdownNow();
    }
  }

  private void archiveClasses() throws Exception {
    Path home = home("archive");
    String store = newStore(true, home);
    KilledOperation operation = KilledOperation.REPAIR;
    try (BlobStore opened = KilledProcess.store(store, false)) {
      operation.prepare(site(home, opened, new ArrayList<>()));
      KilledProcess.archive(jvm, task(operation, home, store, false));
    }
  }

  private void measure(int number) throws Exception {
    Kind kind = Kind.of(number);
    Path home = home("undisturbed-" + number);
    String store = newStore(kind.isInAzurite(), home);
    try (BlobStore opened = KilledProcess.store(store, false)) {
      kind.operation().prepare(site(home, opened, new ArrayList<>()));
      try (KilledProcess process =
          KilledProcess.start(jvm, task(kind.operation(), home, store, false))) {
        undisturbed.put(kind, process.awaitDone());
      }
    }
  }

  private void kill(int number) throws Exception {
    Kind kind = Kind.of(number);
    Random random = new Random(SEED + number);
    boolean inBlocks = random.nextBoolean();
    Path home = home("killed-" + number);
    String store = newStore(kind.isInAzurite(), home);
    Duration delay =
        Duration.ofNanos((long) (undisturbed.get(kind).toNanos() * random.nextDouble()));
    List<String> warnings = new CopyOnWriteArrayList<>();
    try (BlobStore opened = KilledProcess.store(store, false)) {
      KillSite site = site(home, opened, warnings);
      kind.operation().prepare(site);
      kill(kind, site, task(kind.operation(), home, store, inBlocks), delay);
      countPartialFiles(home);
      warnings.clear();
      check(kind.operation(), site);
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "Kill %d, with -Dkill.seed=%d: %s after %s, %s"
              .formatted(number, SEED, kind, delay, warnings),
          e);
    }
    JibCacheDirectory.deleteTree(home);
  }

  private void kill(Kind kind, KillSite site, KilledProcess.Task task, Duration delay)
      throws Exception {
    try (KilledProcess process = KilledProcess.start(jvm, task)) {
      CompletableFuture<Void> beside = CompletableFuture.runAsync(() -> beside(kind, site));
      Optional<Duration> done = process.killAfter(delay);
      beside.join();
      if (done.isPresent()) {
        // The machine is faster now than it was.
        undisturbed.put(kind, done.get());
      } else {
        inTime.computeIfAbsent(kind.operation(), it -> new AtomicInteger()).incrementAndGet();
      }
    }
  }

  private void countPartialFiles(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      if (files.anyMatch(it -> it.toString().matches(".*([.]part|/tmp/azblob-cache-.*)"))) {
        leftPartialFiles.incrementAndGet();
      }
    }
  }

  private static void beside(Kind kind, KillSite site) {
    try {
      kind.operation().beside(site);
    } catch (Exception e) {
      throw new IllegalStateException("Another build has failed", e);
    }
  }

  private void check(KilledOperation operation, KillSite site) throws Exception {
    operation.check(site, StoreState.read(site.store()));
    JibCaches caches = new JibCaches(site);
    caches.assertNothingHalfDone();
    operation.goOn(site);
    StoreState next = StoreState.read(site.store());
    next.assertNothingDangles(Set.of());
    next.assertNames(site, KillSite.MAIN, KillProject.OURS);
    site.bringAll(KillSite.MAIN, KillProject.OURS);
    caches.assertNothingHalfDone();
    caches.assertComplete(KillProject.OURS);
    assertEquals(List.of(), site.warnings().stream().filter(it -> !isOfDamage(it)).toList());
  }

  private static boolean isOfDamage(String warning) {
    return warning.contains("damaged");
  }

  private Path home(String name) throws Exception {
    return Files.createDirectories(temp.resolve(name));
  }

  private KillSite site(Path home, BlobStore store, List<String> warnings) throws Exception {
    return new KillSite(project, base, home, store, warnings);
  }

  private KilledProcess.Task task(
      KilledOperation operation, Path home, String store, boolean inBlocks) {
    return new KilledProcess.Task(operation, project.folder(), home, store, inBlocks);
  }

  private static String newStore(boolean isInAzurite, Path home) {
    if (!isInAzurite) {
      return home.resolve("store").toString();
    }
    Azurite azurite = Azurite.shared();
    return String.join(
        " ", azurite.accountUrl().toString(), azurite.newContainerName(), azurite.accountKey());
  }
}
