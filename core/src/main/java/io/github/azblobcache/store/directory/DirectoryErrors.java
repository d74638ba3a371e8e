package io.github.azblobcache.store.directory;

import io.github.azblobcache.store.errors.StoreAccessException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import io.github.azblobcache.store.errors.StoreMissingException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
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
    if (e instanceof FileAlreadyExistsException exists) {
      return new StoreException(
          operation
              + " failed: "
              + exists.getFile()
              + " is in the way. A folder can't hold a blob and, below its name, more blobs.",
          e,
          false);
    }
    return new StoreException(operation + " failed: " + reason(e) + ".", e, false);
  }

  static StoreException missing(Path root) {
    return new StoreMissingException(
        "The cache folder " + root + " does not exist. The first export to it creates it.");
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException fault && fault.getReason() != null) {
      return fault.getReason() + " (" + fault.getFile() + ")";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
