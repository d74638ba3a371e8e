package io.github.azblobcache.store.azure;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Made when it is needed first, once.
 *
 * <p>For what the Azure SDK is behind: its classes are loaded then and not before.
 */
final class Lazy<T> {

  private final Supplier<T> maker;
  private Optional<T> made = Optional.empty();

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  synchronized T get() {
    if (made.isEmpty()) {
      made = Optional.of(maker.get());
    }
    return made.get();
  }
}
