package io.github.azblobcache.settings.syntax;

import java.util.Optional;

/** The kinds of store, {@code type=}. */
public enum CacheType {
  AZBLOB("azblob"),
  LOCAL("local");

  private final String text;

  CacheType(String text) {
    this.text = text;
  }

  static Optional<CacheType> named(String text) {
    for (CacheType type : values()) {
      if (type.text.equals(text)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** As written in a description. */
  @Override
  public String toString() {
    return text;
  }
}
