package io.github.azblobcache.jib;

import io.github.azblobcache.text.Printable;
import io.github.azblobcache.text.PrintableException;

/** The failure of an export, as Maven prints it: unchecked, because a listener throws it. */
final class ExportFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ExportFailedException(Exception cause) {
    super(message(cause), PrintableException.of(cause));
  }

  private static String message(Exception cause) {
    return cause.getMessage() == null
        ? PrintableException.of(cause).toString()
        : Printable.of(cause.getMessage()).toString();
  }
}
