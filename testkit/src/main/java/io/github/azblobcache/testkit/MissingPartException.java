package io.github.azblobcache.testkit;

/**
 * A program that a real part needs is not on this machine.
 *
 * <p>The message says which program and how to install it. What follows from it, a failure or a
 * skipped test, is decided by {@link RealParts}.
 */
public final class MissingPartException extends RuntimeException {

  MissingPartException(String message) {
    super(message);
  }

  MissingPartException(String message, Throwable cause) {
    super(message, cause);
  }
}
