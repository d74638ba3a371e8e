package io.github.azblobcache.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why something failed, for people. */
public final class Reason {

  private Reason() {}

  /**
   * For instance {@code no permission for '/cache/tmp'}. An unexpected one keeps the name of its
   * class.
   */
  public static String of(Throwable e) {
    // The message of these two is the file, and no more
    if (e instanceof AccessDeniedException denied) {
      return "no permission for '" + denied.getFile() + "'";
    }
    if (e instanceof NoSuchFileException missing) {
      return "'" + missing.getFile() + "' does not exist";
    }
    if (e instanceof FileSystemException fault && fault.getReason() != null) {
      // Where there are two, the second one is what was to be made
      String file = fault.getOtherFile() == null ? fault.getFile() : fault.getOtherFile();
      return fault.getReason() + " ('" + file + "')";
    }
    return e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
  }
}
