package io.github.azblobcache.check.steps;

import io.github.azblobcache.check.CheckedCache;
import io.github.azblobcache.check.Diagnosis;
import io.github.azblobcache.concurrent.DaemonThreads;
import io.github.azblobcache.settings.syntax.StoreTypes;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Checks caches, all at the same time and each for itself. Reads what builds read; writes, and
 * deletes again, blobs of random bytes where builds export, and touches no other blob.
 */
public final class CacheCheck {

  /** Enough for a login on a cold JVM, and for a host that does not answer. */
  public static final Duration LIMIT = Duration.ofSeconds(13);

  private final CheckedCache cache;
  private final StoreTypes types;
  private final Path staging;
  private final StoreChecks checks;
  private final StepLog log;
  private final CountDownLatch isDone = new CountDownLatch(1);

  private CacheCheck(CheckedCache cache, StoreTypes types, Path staging) {
    this.cache = cache;
    this.types = types;
    this.staging = staging;
    this.checks = StoreChecks.of(cache.location());
    this.log = new StepLog(checks.steps(cache));
  }

  /**
   * Checks the caches.
   *
   * @param types of the caches' stores
   * @param staging where builds keep what they fetch; need not exist
   * @param limit how long all may take; what has no answer then has failed
   * @param out takes one diagnosis after the other, in the order of the caches
   * @throws StoreInterruptedException if the thread is interrupted
   */
  public static void run(
      List<CheckedCache> caches,
      StoreTypes types,
      Path staging,
      Duration limit,
      Consumer<Diagnosis> out)
      throws StoreInterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    List<CacheCheck> checks = new ArrayList<>();
    for (CheckedCache cache : caches) {
      CacheCheck check = new CacheCheck(cache, types, staging);
      checks.add(check);
      check.start();
    }
    for (CacheCheck check : checks) {
      check.await(end - System.nanoTime());
      out.accept(new Diagnosis(check.cache, check.log.end(limit)));
    }
  }

  private void start() {
    DaemonThreads.start("check", this::take);
  }

  private void await(long nanos) throws StoreInterruptedException {
    try {
      isDone.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreInterruptedException("Checking " + cache.location());
    }
  }

  private void take() {
    try {
      log.take(Step.DIRECTORY, new DirectoryCheck(staging)::look);
      checks.run(cache, types, log);
    } catch (IOException e) {
      log.abort(e);
    } finally {
      isDone.countDown();
    }
  }
}
