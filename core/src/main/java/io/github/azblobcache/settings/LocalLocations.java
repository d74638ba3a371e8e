package io.github.azblobcache.settings;

import io.github.azblobcache.settings.syntax.Attributes;
import io.github.azblobcache.settings.syntax.Attributes.Value;
import io.github.azblobcache.settings.syntax.CacheKey;
import io.github.azblobcache.settings.syntax.CacheUse;
import io.github.azblobcache.settings.syntax.Redacted;
import io.github.azblobcache.store.DirectoryLocation;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads which folder a cache of {@code type=local} is: {@code src} to import, {@code dest} to
 * export.
 */
final class LocalLocations {

  private final Attributes attributes;
  private final CacheUse use;
  private final Path baseDirectory;

  LocalLocations(Attributes attributes, CacheUse use, Path baseDirectory) {
    this.attributes = attributes;
    this.use = use;
    this.baseDirectory = baseDirectory;
  }

  DirectoryLocation location() {
    boolean isImport = use == CacheUse.IMPORT;
    CacheKey key = isImport ? CacheKey.SRC : CacheKey.DEST;
    CacheKey otherKey = isImport ? CacheKey.DEST : CacheKey.SRC;
    Optional<Value> other = attributes.value(otherKey);
    if (other.isPresent()) {
      throw attributes.invalid(
          "'" + otherKey + "' is not for " + (isImport ? "an import" : "an export"),
          "Write " + key + "=" + other.get().text() + ".");
    }
    String folder = attributes.text(key, "");
    if (folder.isBlank()) {
      throw attributes.invalid("no " + key, "Write " + key + "=<folder>.");
    }
    try {
      return new DirectoryLocation(baseDirectory.resolve(folder));
    } catch (InvalidPathException e) {
      throw attributes.invalid(
          key + " " + Redacted.word(folder) + " is not the name of a folder: " + e.getReason(),
          "Write " + key + "=<folder>.");
    }
  }
}
