package io.github.azblobcache.transfer.shared;

import io.github.azblobcache.progress.Progress;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.transfer.LayerCache;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * What a {@link LayerCache} reports while it works. The core has no logger: a front end maps these
 * to its own.
 *
 * <p>Called from any thread. No message has a secret in it.
 */
public interface CacheEvents {

  /** Ignores everything. */
  CacheEvents NONE = toAll(message -> {});

  private static CacheEvents toAll(Consumer<String> messages) {
    return to(messages, messages);
  }

  /** Passes messages on. */
  static CacheEvents to(Consumer<String> warnings, Consumer<String> details) {
    Progress progress = new Progress();
    return new CacheEvents() {
      @Override
      public Progress progress() {
        return progress;
      }

      @Override
      public void warning(String message) {
        warnings.accept(message);
      }

      @Override
      public void detail(String message) {
        details.accept(message);
      }
    };
  }

  /**
   * A cache is not imported from in this session, or one of its names is not: it failed, or did not
   * answer in time.
   *
   * @param cause names the cache, and says what to do
   */
  default void givenUp(StoreLocation cache, IOException cause) {
    warning(cause.getMessage() + " Building without this cache.");
  }

  /** Receives each blob on its way. */
  Progress progress();

  /** Something that the user should know although the build goes on: at most a few per build. */
  void warning(String message);

  /** What happened to one blob or manifest, as a detail. */
  void detail(String message);
}
