package io.github.azblobcache.transfer.fetch;

import io.github.azblobcache.manifest.json.ManifestFormatException;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.errors.StoreAccessException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreMissingException;
import io.github.azblobcache.store.errors.StoreUnreachableException;
import io.github.azblobcache.transfer.check.CorruptLayerException;
import io.github.azblobcache.transfer.shared.CacheEvents;
import io.github.azblobcache.transfer.shared.CacheSource;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which stores an import has given up in this session, and which layers it could not read.
 *
 * <p>What concerns a whole store ends its use: no answer, a refused login, a missing container. The
 * first such failure is reported, later ones are details. What concerns one blob makes that blob a
 * miss, and is reported once for each manifest, with a count. For use by any thread.
 */
public final class SourceFailures {

  /** Misses of one kind: how many, and what the first one was. */
  private record Tally(int layers, String first) {
    Tally plus(Tally later) {
      return new Tally(layers + later.layers, first);
    }
  }

  private final Set<StoreLocation> failed = ConcurrentHashMap.newKeySet();
  private final Map<CacheSource, Tally> damaged = new LinkedHashMap<>();
  private final Map<CacheSource, Tally> unread = new LinkedHashMap<>();
  private final Set<StoreLocation> exported;
  private final CacheEvents events;

  /**
   * @param exported the stores that this session exports to
   */
  public SourceFailures(Set<StoreLocation> exported, CacheEvents events) {
    this.exported = Set.copyOf(exported);
    this.events = events;
  }

  /** Whether nothing more is to be asked of this store. */
  boolean hasFailed(StoreLocation location) {
    return failed.contains(location);
  }

  /** A manifest could not be read. */
  void failed(CacheSource source, Throwable cause) {
    IOException e = asIOException(source, cause);
    if (isEndOfSession(e)) {
      return;
    }
    // One manifest says nothing against the other names in the same store.
    boolean isFirst = !concernsStore(e) || failed.add(source.location());
    // The first export makes it, so the very first build needs no warning.
    boolean isExpected = e instanceof StoreMissingException && exported.contains(source.location());
    report(isFirst && !isExpected, source, e);
  }

  /** A layer's blob could not be read. */
  void unread(CacheSource source, Throwable cause) {
    IOException e = asIOException(source, cause);
    if (concernsStore(e)) {
      failed(source, e);
    } else if (!isEndOfSession(e)) {
      events.detail(e.getMessage() + " (in " + source + ")");
      count(unread, source, e);
    }
  }

  /** A layer's blob is not what the manifest says. */
  void damaged(CacheSource source, CorruptLayerException e) {
    events.detail(e.getMessage() + " (in " + source + ")");
    count(damaged, source, e);
  }

  void doesNotAnswer(CacheSource source, Duration sinceAsked) {
    String message =
        source
            + " did not respond within "
            + sinceAsked.toMillis()
            + " ms. To wait longer, set -Dazblob-cache.patience=30s.";
    report(failed.add(source.location()), source, new StoreException(message));
  }

  // A plain IOException is this machine's own, from a full disk for instance: the next layer would
  // meet it too.
  private static boolean concernsStore(IOException e) {
    return e instanceof StoreAccessException
        || e instanceof StoreMissingException
        || e instanceof StoreUnreachableException
        || !(e instanceof StoreException || e instanceof ManifestFormatException);
  }

  // What is under way when the session ends is no fault of the store.
  private boolean isEndOfSession(IOException e) {
    boolean isEnd = Thread.currentThread().isInterrupted();
    if (isEnd) {
      events.detail(String.valueOf(e.getMessage()));
    }
    return isEnd;
  }

  private static IOException asIOException(CacheSource source, Throwable cause) {
    return cause instanceof IOException e
        ? e
        : new StoreException("Reading from " + source + " failed: " + cause, cause, false);
  }

  private void report(boolean isNews, CacheSource source, IOException e) {
    String said = String.valueOf(e.getMessage());
    String message = said.endsWith(".") ? said : said + ".";
    if (!isNews) {
      events.detail(message);
    } else if (said.equals(message) && said.contains(source.location().toString())) {
      events.givenUp(source.location(), e);
    } else {
      events.givenUp(source.location(), new IOException(source + ": " + message, e));
    }
  }

  private static void count(Map<CacheSource, Tally> tallies, CacheSource source, IOException e) {
    synchronized (tallies) {
      tallies.merge(source, new Tally(1, String.valueOf(e.getMessage())), Tally::plus);
    }
  }

  /** Warns of the layers that could not be used since the last call. */
  void reportDamage() {
    warn(damaged, "Such layers count as missing, and the next export writes them anew.");
    warn(unread, "Such layers count as missing.");
  }

  private void warn(Map<CacheSource, Tally> tallies, String consequence) {
    Map<CacheSource, Tally> untold;
    synchronized (tallies) {
      untold = new LinkedHashMap<>(tallies);
      tallies.clear();
    }
    for (Map.Entry<CacheSource, Tally> tally : untold.entrySet()) {
      events.warning(text(tally.getKey(), tally.getValue()) + " " + consequence);
    }
  }

  private static String text(CacheSource source, Tally tally) {
    String first = tally.first().endsWith(".") ? tally.first() : tally.first() + ".";
    int others = tally.layers() - 1;
    String rest = others == 0 ? "" : " " + others + " more; run with -X to list them.";
    return source + ": " + first + rest;
  }
}
