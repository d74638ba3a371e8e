package io.github.azblobcache.text;

import org.jspecify.annotations.Nullable;

/**
 * A copy of an exception for others to print: Maven prints the causes of a failure with {@code -e},
 * and the log those of a detail.
 *
 * <p>Names, stack traces and causes are those of the original, and what it has suppressed, without
 * the causes of that. The messages are {@link Printable}. What a library for logins or Azure has
 * thrown is printed without its message, because such messages can quote the output of a helper
 * program or the answer of an authority, tokens included (docs/behaviour.md, "logged tokens").
 */
public final class PrintableException extends Exception {

  private static final long serialVersionUID = 1;

  private static final int MAX_CAUSES = 20;
  private static final String OURS = "io.github.azblobcache.";
  private static final String[] SECRETIVE = {
    "com.azure.", "com.microsoft.", "reactor.", "com.sun.jna.", "com.nimbusds."
  };

  private final String originalName;

  private PrintableException(
      String originalName, @Nullable String message, @Nullable PrintableException cause) {
    super(message, cause);
    this.originalName = originalName;
  }

  /** Copies an exception, with up to 20 causes. */
  public static PrintableException of(Throwable original) {
    return copy(original, MAX_CAUSES);
  }

  private static PrintableException copy(Throwable original, int causes) {
    Throwable cause = original.getCause();
    PrintableException copied = cause == null || causes == 0 ? null : copy(cause, causes - 1);
    PrintableException copy =
        new PrintableException(original.getClass().getName(), message(original), copied);
    copy.setStackTrace(original.getStackTrace());
    if (causes > 0) {
      for (Throwable suppressed : original.getSuppressed()) {
        copy.addSuppressed(copy(suppressed, 0));
      }
    }
    return copy;
  }

  private static @Nullable String message(Throwable original) {
    if (original.getMessage() == null) {
      return null;
    }
    return isSecretive(original)
        ? "(message withheld: it could contain a secret)"
        : Printable.of(original.getMessage()).toString();
  }

  // Also a plain IllegalStateException, if such a library has made it on our behalf.
  private static boolean isSecretive(Throwable original) {
    if (isOf(original.getClass().getName(), SECRETIVE)) {
      return true;
    }
    for (StackTraceElement frame : original.getStackTrace()) {
      if (frame.getClassName().startsWith(OURS)) {
        return false;
      }
      if (isOf(frame.getClassName(), SECRETIVE)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOf(String name, String... prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** The original's class and the message, on one line. */
  @Override
  public String toString() {
    return getMessage() == null ? originalName : originalName + ": " + getMessage();
  }
}
