package io.github.azblobcache.store.directory;

import io.github.azblobcache.settings.syntax.Attributes;
import io.github.azblobcache.settings.syntax.Attributes.Value;
import io.github.azblobcache.settings.syntax.CacheKey;
import io.github.azblobcache.settings.syntax.CacheUse;
import io.github.azblobcache.settings.syntax.HomeTilde;
import io.github.azblobcache.settings.syntax.Redacted;
import io.github.azblobcache.settings.syntax.StoreType;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.StoreUse;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code type=local}, a folder: {@code src} to import, {@code dest} to export. */
public final class LocalType implements StoreType<DirectoryLocation> {

  private static final CacheKey SRC = CacheKey.of("src");
  private static final CacheKey DEST = CacheKey.of("dest");

  @Override
  public String name() {
    return "local";
  }

  @Override
  public String title() {
    return "a folder";
  }

  @Override
  public List<CacheKey> keys() {
    return List.of(SRC, DEST);
  }

  @Override
  public DirectoryLocation location(Attributes attributes, CacheUse use) {
    boolean isImport = use == CacheUse.IMPORT;
    CacheKey key = isImport ? SRC : DEST;
    Optional<Value> other = attributes.value(isImport ? DEST : SRC);
    if (other.isPresent()) {
      throw attributes.invalid(
          "'" + other.get().key() + "' is not for " + (isImport ? "an import" : "an export"),
          "Write " + key + "=" + other.get().text() + ".");
    }
    String folder = attributes.text(key, "");
    if (folder.isBlank()) {
      throw attributes.invalid("no " + key, "Write " + key + "=<folder>.");
    }
    String quoted = key + " " + Redacted.word(folder);
    Optional<HomeTilde> home = HomeTilde.in(folder);
    if (home.isPresent()) {
      throw home.get().invalid(attributes.where(), key + "=");
    }
    try {
      DirectoryLocation location =
          new DirectoryLocation(attributes.baseDirectory().resolve(folder));
      if (!isImport && !attributes.ignoresErrors()) {
        requireFolder(attributes, key, location.directory());
      }
      return location;
    } catch (InvalidPathException e) {
      throw attributes.invalid(
          quoted + " is not the name of a folder: " + e.getReason(), "Write " + key + "=<folder>.");
    }
  }

  private static void requireFolder(Attributes attributes, CacheKey key, Path folder) {
    Optional<String> obstacle = FolderObstacle.to(folder);
    if (obstacle.isPresent()) {
      throw attributes.invalid(
          key + " '" + folder + "' " + obstacle.get(), "Write " + key + "=<folder>.");
    }
  }

  @Override
  public Class<DirectoryLocation> locations() {
    return DirectoryLocation.class;
  }

  @Override
  public BlobStore open(DirectoryLocation location, StoreUse use) {
    return new DirectoryBlobStore(location);
  }
}
