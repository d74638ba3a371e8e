package io.github.azblobcache.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** Why something failed, for people. */
public final class Reason {

  private Reason() {}

  /**
   * For instance {@code no permission for '/cache/tmp'}. An unexpected one keeps the name of its
   * class.
   */
  public static String of(Throwable e) {
    if (e instanceof FileSystemException fault) {
      Optional<String> known = ofKind(fault);
      if (known.isPresent()) {
        return known.get();
      }
      if (fault.getReason() != null) {
        // Where there are two, the second one is what was to be made
        String file = fault.getOtherFile() == null ? fault.getFile() : fault.getOtherFile();
        return fault.getReason() + " ('" + file + "')";
      }
    }
    return e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
  }

  // Their message is the file, and no more
  private static Optional<String> ofKind(FileSystemException e) {
    String file = "'" + e.getFile() + "'";
    if (e instanceof AccessDeniedException) {
      return Optional.of("no permission for " + file);
    }
    if (e instanceof NoSuchFileException) {
      return Optional.of(file + " does not exist");
    }
    if (e instanceof NotDirectoryException) {
      return Optional.of(file + " is not a folder");
    }
    if (e instanceof FileSystemLoopException) {
      return Optional.of(file + " is a link that leads back to itself");
    }
    if (e instanceof DirectoryNotEmptyException) {
      return Optional.of(file + " is not empty");
    }
    if (e instanceof FileAlreadyExistsException) {
      return Optional.of(file + existing(Path.of(e.getFile())));
    }
    return Optional.empty();
  }

  private static String existing(Path file) {
    if (Files.isSymbolicLink(file) && !Files.exists(file)) {
      return " is a link that leads nowhere";
    }
    return Files.isDirectory(file) ? " is a folder already" : " exists, and is not a folder";
  }
}
