package io.github.azblobcache.settings;

import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of store, {@code type=}. */
enum CacheType {
  AZBLOB("azblob"),
  LOCAL("local");

  private final String text;

  CacheType(String text) {
    this.text = text;
  }

  static Optional<CacheType> named(String text) {
    return Stream.of(values()).filter(type -> type.text.equals(text)).findFirst();
  }

  /** As written in a description. */
  @Override
  public String toString() {
    return text;
  }
}
