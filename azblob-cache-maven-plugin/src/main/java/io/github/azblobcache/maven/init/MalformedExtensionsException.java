package io.github.azblobcache.maven.init;

import java.nio.file.Path;

/** A file is no {@code extensions.xml}; the message says where, and why. */
public final class MalformedExtensionsException extends Exception {

  private static final long serialVersionUID = 1;

  /**
   * @param message one clause
   */
  MalformedExtensionsException(String message) {
    super(message);
  }

  /** The same of a file, as sentences. */
  MalformedExtensionsException in(Path file) {
    String problem = String.valueOf(getMessage()).replaceFirst("\\.$", "");
    return new MalformedExtensionsException(
        file + ": " + problem + ". Nothing was written. Correct the file, and run init again.");
  }
}
