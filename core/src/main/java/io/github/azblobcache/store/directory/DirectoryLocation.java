package io.github.azblobcache.store.directory;

import io.github.azblobcache.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Path;

/** A folder. Two are equal if they lead to the same place, whatever links are on the way. */
public final class DirectoryLocation implements StoreLocation {

  private final Path directory;
  private final Path real;

  /**
   * Makes the path absolute, and looks where its links lead.
   *
   * @param directory need not exist
   */
  public DirectoryLocation(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
    this.real = real(this.directory);
  }

  // Of a folder that is not there yet: where it is going to be
  private static Path real(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      try {
        return at.toRealPath().resolve(at.relativize(folder)).normalize();
      } catch (IOException e) {
        // Not there, or not to be looked at
      }
    }
    return folder;
  }

  /** As it was written: absolute and normalized. */
  public Path directory() {
    return directory;
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  @Override
  public String place() {
    return real.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DirectoryLocation that && real.equals(that.real);
  }

  @Override
  public int hashCode() {
    return real.hashCode();
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
