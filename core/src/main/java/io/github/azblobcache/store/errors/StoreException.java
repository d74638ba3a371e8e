package io.github.azblobcache.store.errors;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The store did not do what it was asked, after the retries that were worth making. An exception of
 * this very class concerns the blob at hand; its subclasses say when it concerns the whole store.
 *
 * <p>The message names the store, the blob or container, what was tried and what to do next, and
 * never has a secret in it.
 */
public class StoreException extends IOException {

  private static final long serialVersionUID = 1;

  private final boolean isTransient;
  private String advice = "";

  /**
   * @param isTransient whether the same call may well succeed later: throttling, a server's error,
   *     a broken connection
   */
  public StoreException(String message, @Nullable Throwable cause, boolean isTransient) {
    super(message, cause);
    this.isTransient = isTransient;
  }

  /** A failure that will not go away by itself. */
  public StoreException(String message) {
    super(message);
    this.isTransient = false;
  }

  /** What the class comment says; never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /**
   * Takes note of which part of the message is advice.
   *
   * @param end what the message ends with
   * @return this
   */
  public StoreException advising(String end) {
    this.advice = end;
    return this;
  }

  /** What to do about it, as the message ends with it; empty if the message has no such part. */
  public String advice() {
    return getMessage().endsWith(advice) ? advice : "";
  }

  /** Whether the same call may well succeed later. */
  public boolean isTransient() {
    return isTransient;
  }

  /** The same failure with another message. */
  public StoreException withMessage(String message) {
    return new StoreException(message, getCause(), isTransient);
  }
}
