package io.github.azblobcache.store.types;

import io.github.azblobcache.settings.syntax.StoreTypes;
import io.github.azblobcache.store.azure.AzblobType;
import io.github.azblobcache.store.directory.LocalType;

/** The types of store that a build knows. */
public final class BuiltInStores {

  /** Each is one line: parsing, messages, opening, checks and being offline follow. */
  public static final StoreTypes TYPES =
      StoreTypes.of(
          new AzblobType(), //
          new LocalType());

  private BuiltInStores() {}
}
