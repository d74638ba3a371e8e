package io.github.azblobcache;

import io.github.azblobcache.progress.Progress;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.errors.StoreMissingException;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what a build would go on without, and what the {@code import} goal has to fail of. */
final class ImportFailures implements CacheEvents {

  private final Map<StoreLocation, IOException> failures = new LinkedHashMap<>();
  private final CacheEvents events;

  /**
   * @param events receives everything else
   */
  ImportFailures(CacheEvents events) {
    this.events = events;
  }

  @Override
  public synchronized void givenUp(StoreLocation cache, IOException cause) {
    failures.putIfAbsent(cache, cause);
  }

  @Override
  public Progress progress() {
    return events.progress();
  }

  @Override
  public void warning(String message) {
    events.warning(message);
  }

  @Override
  public void detail(String message) {
    events.detail(message);
  }

  /**
   * The failure of a cache that was given up, if there is any.
   *
   * @param exported caches that need not be there yet
   */
  synchronized Optional<IOException> any(List<CacheDescription> exported) {
    for (Map.Entry<StoreLocation, IOException> failure : failures.entrySet()) {
      IOException cause = failure.getValue();
      boolean isExpected =
          cause instanceof StoreMissingException
              && exported.stream().anyMatch(it -> it.location().equals(failure.getKey()));
      if (!isExpected) {
        return Optional.of(
            new IOException("The import is not complete: " + cause.getMessage(), cause));
      }
    }
    return Optional.empty();
  }
}
