package io.github.azblobcache.settings.syntax;

import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.StoreUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The types of store that a description may name. For use by any thread. */
public final class StoreTypes {

  private final List<StoreType<?>> types;

  private StoreTypes(List<StoreType<?>> types) {
    this.types = List.copyOf(types);
  }

  /** These types; messages list them in this order. */
  public static StoreTypes of(StoreType<?>... types) {
    return new StoreTypes(List.of(types));
  }

  /** These types and one more. */
  public StoreTypes with(StoreType<?> type) {
    List<StoreType<?>> all = new ArrayList<>(types);
    all.add(type);
    return new StoreTypes(all);
  }

  /**
   * Opens a store, without I/O.
   *
   * @throws IllegalArgumentException if no type has such locations
   */
  public BlobStore open(StoreLocation location, StoreUse use) {
    for (StoreType<?> type : types) {
      if (type.locations().isInstance(location)) {
        return open(type, location, use);
      }
    }
    throw new IllegalArgumentException("No type of store is for " + location);
  }

  private static <L extends StoreLocation> BlobStore open(
      StoreType<L> type, StoreLocation location, StoreUse use) {
    return type.open(type.locations().cast(location), use);
  }

  Optional<StoreType<?>> named(String name) {
    for (StoreType<?> type : types) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** The keys that are of one type alone. */
  List<CacheKey> keys() {
    List<CacheKey> keys = new ArrayList<>();
    types.forEach(type -> keys.addAll(type.keys()));
    return keys;
  }

  /** Whether any type has such a key. */
  boolean haveKey(String text) {
    return find(keys(), text).isPresent();
  }

  /** A key of this type, or of every cache; empty if it is neither. */
  static Optional<CacheKey> key(StoreType<?> type, String text) {
    Optional<CacheKey> own = find(type.keys(), text);
    return own.isPresent() ? own : find(CacheKey.OF_EVERY_CACHE, text);
  }

  private static Optional<CacheKey> find(List<CacheKey> keys, String text) {
    for (CacheKey key : keys) {
      if (key.toString().equals(text)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** All keys that a description of this type may have, for messages. */
  static List<String> keys(StoreType<?> type) {
    List<String> keys = new ArrayList<>();
    type.keys().forEach(key -> keys.add(key.toString()));
    CacheKey.OF_EVERY_CACHE.forEach(key -> keys.add(key.toString()));
    return keys;
  }

  /** As they are written after {@code type=}. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    types.forEach(type -> names.add(type.name()));
    return names;
  }

  /** For messages: {@code azblob (Azure Blob Storage) and local (a folder)}. */
  String titles() {
    List<String> titles = new ArrayList<>();
    types.forEach(type -> titles.add(type.name() + " (" + type.title() + ")"));
    return listed(titles, "and");
  }

  /** For messages: {@code type=azblob or type=local}. */
  String alternatives() {
    List<String> alternatives = new ArrayList<>();
    types.forEach(type -> alternatives.add("type=" + type.name()));
    return listed(alternatives, "or");
  }

  private static String listed(List<String> words, String conjunction) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " " + conjunction + " " + words.get(last);
  }
}
