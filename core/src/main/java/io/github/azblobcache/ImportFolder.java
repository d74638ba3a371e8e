package io.github.azblobcache;

import io.github.azblobcache.local.JibCacheDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The folder of what was imported for one checkout. An import fills another folder, which takes the
 * place of this one as a whole: builds of the checkout never see half an import.
 *
 * @param directory need not exist
 * @param staging for folders that are being filled; need not exist. On the same file system
 */
record ImportFolder(Path directory, Path staging) {

  /** Whether anything was imported before. */
  boolean isFilled() {
    return Files.isDirectory(directory);
  }

  /** Makes a new, empty folder. */
  Filling begin() throws IOException {
    Files.createDirectories(staging);
    // Named as what sessions stage, so that the next session deletes what a killed import leaves.
    return new Filling(Files.createTempDirectory(staging, "session-import-"));
  }

  /** A folder that is being filled. */
  final class Filling implements AutoCloseable {

    private final Path place;

    private Filling(Path place) {
      this.place = place;
    }

    /** Where to put what is imported. */
    Path directory() {
      return place.resolve("new");
    }

    /**
     * Puts this in the place of what was imported before.
     *
     * @throws IOException if it can't be moved; what was imported before is then still there
     */
    void replaceOlder() throws IOException {
      Files.createDirectories(ImportFolder.this.directory.getParent());
      Path older = place.resolve("older");
      boolean hadOlder = isFilled();
      if (hadOlder) {
        move(ImportFolder.this.directory, older);
      }
      try {
        move(directory(), ImportFolder.this.directory);
      } catch (IOException e) {
        // Another import of this checkout may have been faster. Both have brought the newest build.
        if (!isFilled()) {
          restore(older, hadOlder, e);
          throw e;
        }
      }
    }

    private void restore(Path older, boolean hadOlder, IOException cause) {
      if (hadOlder) {
        try {
          move(older, ImportFolder.this.directory);
        } catch (IOException e) {
          cause.addSuppressed(e);
        }
      }
    }

    private static void move(Path from, Path to) throws IOException {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes what is left of this folder, and what was imported before if this replaced it. */
    @Override
    public void close() {
      try {
        JibCacheDirectory.deleteTree(place);
      } catch (IOException e) {
        // A build that began earlier may hold a file open. A later session deletes the folder.
      }
    }
  }
}
