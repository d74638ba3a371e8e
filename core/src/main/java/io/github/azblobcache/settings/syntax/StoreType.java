package io.github.azblobcache.settings.syntax;

import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.StoreUse;
import java.util.List;
import java.util.Optional;

/**
 * A type of store, {@code type=}: what may be written for it, what that means, and how to open it.
 * Has no state. For use by any thread.
 *
 * @param <L> where its stores are
 */
public interface StoreType<L extends StoreLocation> {

  /** As written after {@code type=}. */
  String name();

  /** What it is, for messages: {@code a folder}. */
  String title();

  /** The keys that it has beside those of every cache, in the order in which messages list them. */
  List<CacheKey> keys();

  /** The environment variable that counts where a description has no such key; empty if none. */
  default Optional<String> variable(CacheKey key) {
    return Optional.empty();
  }

  /**
   * Where a store is, by its description.
   *
   * @param attributes with no other keys than this type's and those of every cache
   * @throws InvalidSettingException if the description is wrong
   */
  L location(Attributes attributes, CacheUse use);

  /** The class of its locations, by which the type of an opened store is found. */
  Class<L> locations();

  /** Opens a store, without I/O. */
  BlobStore open(L location, StoreUse use);
}
