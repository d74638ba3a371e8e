package io.github.azblobcache.jib.lazy;

import io.github.azblobcache.concurrent.DaemonThreads;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.local.JibCacheDirectory.Selector;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run of {@code jib:build} that leaves layers in the registry. From its begin on, Jib has a
 * cache of application layers that no other run uses. For use by any thread.
 */
public final class LazyRun implements AutoCloseable {

  /** How long a build that has its diffIDs waits for the registry: then it fetches. */
  private static final long PATIENCE_MILLIS = 1_000;

  private final JibCacheDirectory usual;
  private final OwnCache own;
  private final Placeholders placeholders;
  private final JibRequests requests;
  private final CacheEvents events;
  private volatile boolean isKnown;
  private final CompletableFuture<LayersInRegistry> inRegistry = new CompletableFuture<>();

  private LazyRun(JibCacheDirectory usual, OwnCache own, CacheEvents events) {
    this.usual = usual;
    this.own = own;
    this.events = events;
    this.placeholders = new Placeholders(own.directory(), events);
    this.requests = JibRequests.listen(placeholders);
  }

  /**
   * Begins a run, and asks the registry, in the background. What is not there is fetched ahead.
   *
   * @param usual where Jib would have its cache of application layers
   * @param image for instance {@code com.acme:shop}
   * @param target the layers of the image in the target repository; empty if there is none
   */
  public static LazyRun begin(
      JibCacheDirectory usual,
      String image,
      LayerCache cache,
      Callable<List<CacheLayer>> target,
      CacheEvents events)
      throws IOException {
    LazyRun run = listening(usual, OwnCache.open(usual), events);
    boolean isStarted = false;
    try {
      DaemonThreads.start("target", () -> run.ask(image, cache, target));
      isStarted = true;
      return run;
    } finally {
      if (!isStarted) {
        // A machine can run out of threads. No later run of Jib may get this one's property.
        run.close();
      }
    }
  }

  private static LazyRun listening(JibCacheDirectory usual, OwnCache own, CacheEvents events)
      throws IOException {
    boolean isListening = false;
    try {
      LazyRun run = new LazyRun(usual, own, events);
      isListening = true;
      return run;
    } finally {
      if (!isListening) {
        own.hide();
        own.delete();
      }
    }
  }

  private void ask(String image, LayerCache cache, Callable<List<CacheLayer>> target) {
    LayersInRegistry found = LayersInRegistry.NONE;
    try {
      List<CacheLayer> layers = target.call();
      if (!layers.isEmpty() && requests.hasHeard()) {
        found = LayersInRegistry.of(layers, cache.newestBuild(image));
      }
    } catch (Exception | LinkageError e) {
      events.detail("No layer is left in the registry: " + e);
    }
    inRegistry.complete(found);
    LayersInRegistry left = inRegistry.join();
    cache.prefetch(image, left::has);
  }

  private LayersInRegistry answer() {
    try {
      return inRegistry.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      events.detail("No layer is left in the registry, which is slow to answer");
      inRegistry.complete(LayersInRegistry.NONE);
      return inRegistry.join();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return LayersInRegistry.NONE;
    }
  }

  /** Where Jib has its cache of application layers in this run. */
  public JibCacheDirectory directory() {
    return own.directory();
  }

  /** To be called when Jib has read where its cache is: no other run gets to know it. */
  public void jibKnows() {
    isKnown = true;
    own.hide();
  }

  /** Whether Jib came so far that there may be layers in the cache. */
  boolean isKnown() {
    return isKnown;
  }

  /**
   * Leaves a layer in the registry, if it is there.
   *
   * @param diffId computed from its files
   * @param selector under which Jib looks for it
   * @param bytes brings it if the registry turns out not to have it
   * @return what it is in the registry; empty if it has to be fetched or built
   */
  public Optional<Descriptor> leave(DiffId diffId, Selector selector, LayerBytes bytes)
      throws IOException {
    Optional<Descriptor> blob = answer().blob(diffId);
    return blob.isPresent() && placeholders.put(blob.get(), diffId, selector, bytes)
        ? blob
        : Optional.empty();
  }

  /** Puts the layer itself where something stands in for it, because Jib does not see that. */
  public void withdraw(Descriptor blob) {
    placeholders.withdraw(blob.digest());
  }

  /** What was brought in place of a layer that the registry has lost; empty if it was not. */
  public Optional<LayerBytes.Brought> brought(Digest blob) {
    return placeholders.brought(blob);
  }

  /** Keeps a layer that is on this machine where Jib expects it next time. */
  public void keep(LayerFile layer, Selector selector) {
    try {
      usual.admit(layer, selector);
    } catch (IOException e) {
      events.detail("Not kept for the next build: " + layer.blob().digest() + ": " + e);
    }
  }

  /** To be called when Jib has ended: it asks nothing more. Deletes all placeholders. */
  public void jibEnds() {
    own.hide();
    inRegistry.complete(LayersInRegistry.NONE);
    requests.close();
    placeholders.deleteAll();
  }

  /** Deletes the cache. */
  @Override
  public void close() {
    jibEnds();
    try {
      own.delete();
    } catch (IOException e) {
      events.detail("Left to a later build to delete: " + own.directory().directory() + ": " + e);
    }
  }
}
