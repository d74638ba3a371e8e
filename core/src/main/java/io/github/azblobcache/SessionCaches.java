package io.github.azblobcache;

import io.github.azblobcache.concurrent.DaemonThreads;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.syntax.StoreTypes;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.StoreUse;
import io.github.azblobcache.store.types.BuiltInStores;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The layer caches of one Maven session: one for all modules that are configured alike, so that
 * they fetch and upload each blob once. For use by any thread.
 */
public final class SessionCaches implements AutoCloseable {

  private final Stores stores;
  private final List<Opened> caches = new ArrayList<>();
  private final Queue<PendingExport> deferred = new ConcurrentLinkedQueue<>();
  private final ExecutorService ahead = twoThreads();
  private final BuildEnvironment place;
  private final CacheEvents events;

  private record Opened(CacheSettings settings, LayerCache cache) {

    // The same settings first: a build of one module never compares them.
    boolean isFor(CacheSettings wanted) {
      return settings == wanted || settings.equals(wanted);
    }
  }

  /**
   * @param place where the session builds
   * @param events receives what all the caches do
   */
  public SessionCaches(BuildEnvironment place, CacheEvents events) {
    this(place, BuiltInStores.TYPES, events);
  }

  /**
   * The same with other types of store.
   *
   * @param types those that the settings were read with
   */
  public SessionCaches(BuildEnvironment place, StoreTypes types, CacheEvents events) {
    this.stores = new Stores(types, StoreUse.BUILD);
    this.place = place;
    this.events = events;
  }

  /**
   * The cache for these settings; the first call begins to read its manifests in the background,
   * and signs in to its stores.
   */
  public synchronized LayerCache cacheFor(CacheSettings settings) {
    for (Opened opened : caches) {
      if (opened.isFor(settings)) {
        return opened.cache();
      }
    }
    if (ahead.isShutdown()) {
      throw new IllegalStateException("The session has ended");
    }
    LayerCache cache = open(settings);
    caches.add(new Opened(settings, cache));
    return cache;
  }

  private LayerCache open(CacheSettings settings) {
    LayerCache cache =
        new LayerCache(settings, stores::at, place.home().staging(), place.timing(), events);
    cache.start();
    // For the caches that are exported to alone: nothing else is asked of them until Jib is done.
    Set<StoreLocation> exported = new HashSet<>();
    for (CacheDescription to : settings.to()) {
      exported.add(to.location());
    }
    ahead.execute(() -> stores.signIn(exported, events));
    return cache;
  }

  /**
   * Does something ahead of the build that is going to need it, beside one other thing at the most:
   * a login takes long, and runners have few cores. A failure is a detail, because it fails again
   * where it is needed.
   *
   * <p>Opening a cache is mostly loading classes, and a build need not wait for that.
   */
  public void inBackground(Runnable task) {
    ahead.execute(
        () -> {
          try {
            task.run();
          } catch (RuntimeException | LinkageError e) {
            events.detail("Not done ahead: " + e);
          }
        });
  }

  // They end when nothing is left to do: a session that another extension ends is never closed.
  private static ExecutorService twoThreads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            2, 2, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), DaemonThreads.named("ahead"));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Receives what all the caches do. */
  public CacheEvents events() {
    return events;
  }

  /** Leaves an export to the {@code export} goal. */
  public void defer(PendingExport export) {
    deferred.add(export);
  }

  /**
   * The exports that were left to the {@code export} goal, in their order; each is given out once.
   */
  public List<PendingExport> takeDeferred() {
    return Stream.generate(deferred::poll).takeWhile(export -> export != null).toList();
  }

  /** Warns of the damaged layers that all the caches have found, once for each cache. */
  public synchronized void reportDamage() {
    for (Opened opened : caches) {
      opened.cache().reportDamage();
    }
  }

  @Override
  public synchronized void close() {
    ahead.shutdownNow();
    List<AutoCloseable> all = new ArrayList<>();
    for (Opened opened : caches) {
      all.add(opened.cache());
    }
    all.add(stores);
    caches.clear();
    Closing.all(all);
  }
}
