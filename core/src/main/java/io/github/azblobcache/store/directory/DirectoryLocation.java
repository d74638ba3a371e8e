package io.github.azblobcache.store.directory;

import io.github.azblobcache.store.StoreLocation;
import java.nio.file.Path;

/**
 * A folder.
 *
 * @param directory absolute and normalized; need not exist
 */
public record DirectoryLocation(Path directory) implements StoreLocation {

  /** Makes the path absolute. */
  public DirectoryLocation {
    directory = directory.toAbsolutePath().normalize();
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
