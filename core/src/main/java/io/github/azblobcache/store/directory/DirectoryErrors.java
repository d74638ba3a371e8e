package io.github.azblobcache.store.directory;

import io.github.azblobcache.store.errors.StoreAccessException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import io.github.azblobcache.store.errors.StoreMissingException;
import io.github.azblobcache.text.Reason;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a store's exception of a file system's. */
final class DirectoryErrors {

  private DirectoryErrors() {}

  /**
   * @param operation what failed, for instance {@code Reading blob 'a' of /cache}
   */
  static StoreException translate(String operation, IOException e) {
    if (e instanceof StoreException already) {
      return already;
    }
    if (e instanceof ClosedByInterruptException) {
      return new StoreInterruptedException(operation);
    }
    if (e instanceof AccessDeniedException denied) {
      return new StoreAccessException(
          operation
              + " failed: no permission for "
              + denied.getFile()
              + ". Let the user who runs the build read and write the folder.",
          e);
    }
    if (e instanceof FileAlreadyExistsException exists && !isLink(exists.getFile())) {
      return new StoreException(
          operation
              + " failed: "
              + Reason.of(e)
              + ". A name can be that of a folder or of a blob, not of both.",
          e,
          false);
    }
    return new StoreException(operation + " failed: " + Reason.of(e) + ".", e, false);
  }

  private static boolean isLink(String file) {
    return Files.isSymbolicLink(Path.of(file));
  }

  static StoreException missing(Path root) {
    return new StoreMissingException(
        "The cache folder " + root + " does not exist. The first export to it creates it.");
  }
}
