package io.github.azblobcache.store.directory;

import io.github.azblobcache.store.BlobStore;
import java.nio.file.Path;
import java.time.Clock;

/** Gives tests of other packages a folder store whose clock they set. */
public final class ClockedDirectory {

  private ClockedDirectory() {}

  public static BlobStore at(Path folder, Clock clock) {
    return new DirectoryBlobStore(new DirectoryLocation(folder), clock);
  }
}
