package io.github.azblobcache.store.directory;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Where each blob's file is, and what its attributes say of the blob. */
final class BlobFiles {

  /** What is not a blob: the lock, and files that are being written. */
  static final String PRIVATE_FOLDER = ".azblob-cache";

  private final Path root;
  private final FileNames names;

  BlobFiles(Path root) {
    this.root = root;
    this.names = FileNames.of(root.getFileSystem().getSeparator());
  }

  Path root() {
    return root;
  }

  Path privateFolder() {
    return root.resolve(PRIVATE_FOLDER);
  }

  /** The segment of a key that a file name names; empty if it names none. */
  Optional<String> segment(Path file) {
    try {
      return Optional.of(names.segment(file.getFileName().toString()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * The file of a blob.
   *
   * @throws StoreException if the key is reserved, or if a folder on the way is a symbolic link,
   *     which could lead out of the store
   */
  Path file(BlobKey key) throws StoreException {
    String[] segments = key.path().split("/");
    if (segments[0].equals(PRIVATE_FOLDER)) {
      throw new StoreException(
          "No blob can be called '" + key + "': the folder cache keeps its own files there.");
    }
    Path file = root;
    for (String segment : segments) {
      if (file != root && Files.isSymbolicLink(file)) {
        throw new StoreException(
            file + " is a symbolic link; the folder cache follows none. Remove it.");
      }
      file = file.resolve(names.fileName(segment));
    }
    return file;
  }

  /** What the file of a blob says now; empty if there is none. */
  Optional<BlobStat> stat(BlobKey key, Path file) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
      return attributes.isRegularFile() ? Optional.of(stat(key, attributes)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      // Where a parent is a file there is no blob below it; the JDK has no exception for that
      if (Files.isRegularFile(file.getParent(), NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static BlobStat stat(BlobKey key, BasicFileAttributes attributes) {
    String etag = attributes.lastModifiedTime() + "/" + attributes.size();
    return new BlobStat(key, attributes.size(), attributes.lastModifiedTime().toInstant(), etag);
  }
}
