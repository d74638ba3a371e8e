package io.github.azblobcache.store.azure.answers;

import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.shared.StoreClock;
import io.github.azblobcache.store.errors.BlobArchivedException;
import io.github.azblobcache.store.errors.BlobProtectedException;
import io.github.azblobcache.store.errors.StoreAccessException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreMissingException;
import io.github.azblobcache.store.errors.StorePermissionException;
import io.github.azblobcache.store.errors.StoreUnreachableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Makes a store's exception of what Azure answered, or of what kept it from answering. */
public final class AzureErrors {

  /** The container is missing: what a write mends, and a read can't. */
  public static final class ContainerMissingException extends StoreMissingException {

    private static final long serialVersionUID = 1;

    ContainerMissingException(String message) {
      super(message);
    }
  }

  /** The service is too busy and says for how long. */
  static final class BusyException extends StoreException {

    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    BusyException(String message, Throwable cause, Duration retryAfter) {
      super(message, cause, true);
      this.retryAfter = retryAfter;
    }

    Duration retryAfter() {
      return retryAfter;
    }
  }

  private final AzureLocation location;
  private final StoreClock clock;

  public AzureErrors(AzureLocation location, StoreClock clock) {
    this.location = location;
    this.clock = clock;
  }

  /**
   * @param operation what failed, for instance {@code Reading blob 'a' of https://acct…/layers}:
   *     the message names the store by it, and nowhere else
   */
  public StoreException answered(String operation, ErrorResponse refusal) {
    IOException cause = new IOException("HTTP " + refusal);
    if (isAboutAccess(refusal) && refusal.isFromAzure()) {
      return refused(operation, refusal, cause);
    }
    String what = operation + " failed (" + refusal + "). ";
    if (isAboutAccess(refusal)) {
      String advice = AnswerAdvice.of(refusal);
      return new StoreAccessException(what + advice, cause).advising(advice);
    }
    if (refusal.isContainerMissing()) {
      return new ContainerMissingException(
          "The container "
              + location
              + " does not exist. The first export to it creates it; check 'container' if there was"
              + " one.");
    }
    if (refusal.isTransient()) {
      return busy(what, refusal, cause);
    }
    if (refusal.isArchived()) {
      return archived(what, cause);
    }
    if (refusal.isProtected()) {
      return new BlobProtectedException(what + AnswerAdvice.of(refusal), cause);
    }
    String advice = AnswerAdvice.of(refusal);
    return new StoreException(what + advice, cause, false).advising(advice);
  }

  private StoreException refused(String operation, ErrorResponse refusal, IOException cause) {
    String advice = AccessAdvice.of(refusal, location, clock);
    String message =
        operation
            + " failed: Azure refused the "
            + location.credential()
            + " ("
            + refusal
            + "). "
            + advice;
    StoreException refused =
        refusal.isPermissionMissing()
            ? new StorePermissionException(message, cause)
            : new StoreAccessException(message, cause);
    return refused.advising(advice);
  }

  /**
   * What became of a request.
   *
   * @throws StoreException if the answer is none of the outcomes
   */
  public Outcome outcome(String operation, HttpAnswer answer) throws StoreException {
    if (answer.isSuccess()) {
      return Outcome.DONE;
    }
    ErrorResponse refusal = answer.refusal();
    if (refusal.isConditionNotMet()) {
      return Outcome.CHANGED;
    }
    if (refusal.isBlobMissing()) {
      return Outcome.GONE;
    }
    throw answered(operation, refusal);
  }

  /** A blob that is seen to be in the archive tier. */
  public BlobArchivedException archived(String operation) {
    return archived(operation + " failed. ", new IOException("x-ms-access-tier: Archive"));
  }

  private static BlobArchivedException archived(String what, IOException cause) {
    return new BlobArchivedException(
        what
            + "The blob is in the archive tier, or on its way back. The next export replaces it."
            + " Exclude the container from the account's lifecycle rules that archive blobs.",
        cause);
  }

  /** An answer, or its end, that makes no sense: it comes from something else than Azure. */
  public StoreException unreadable(String operation, Exception cause) {
    return new StoreException(
        operation + " failed: the answer can't be read. " + AnswerAdvice.NOT_AZURE, cause, false);
  }

  /** A success that something on the way has given, as a captive portal does to all requests. */
  public StoreException notAzures(String operation, String origin) {
    return new StoreUnreachableException(
            operation + " failed (" + origin + "). " + AnswerAdvice.NOT_AZURE,
            new IOException("HTTP " + origin),
            true)
        .advising(AnswerAdvice.NOT_AZURE);
  }

  /**
   * An upload that was refused before it was read, by an answer of which only the status is known.
   */
  public StoreException refusedUnread(String operation, ErrorResponse refusal) {
    String message =
        operation
            + " failed ("
            + refusal
            + "): the upload was refused before it was read. With this version of Java there is no"
            + " more to see of such an answer; Java 25 shows its error code.";
    IOException cause = new IOException("HTTP " + refusal);
    return isAboutAccess(refusal)
        ? new StoreAccessException(message, cause)
        : new StoreException(message, cause, refusal.isTransient());
  }

  /**
   * What to do if Azurite has refused a request: it says of a wrong key what Azure says of an
   * address that its firewall does not let in (docs/behaviour.md, "other codes of Azurite").
   */
  public String adviceOfAzurite(StoreAccessException refused) {
    return refused.advice().equals(AccessAdvice.firewall(location))
        ? AccessAdvice.unauthenticated(location, clock)
        : refused.advice();
  }

  private static boolean isAboutAccess(ErrorResponse refusal) {
    return refusal.status() == 401 || refusal.status() == 403;
  }

  private static StoreException busy(String what, ErrorResponse refusal, IOException cause) {
    String message = what + AnswerAdvice.ofBusy(refusal);
    Optional<Duration> pause = refusal.retryAfter();
    return pause.isPresent()
        ? new BusyException(message, cause, pause.get())
        : new StoreException(message, cause, true);
  }

  /** Translates what is not an answer: no connection, a broken one, or silence. */
  public StoreException unreachable(String operation, IOException e) {
    if (e instanceof StoreException already) {
      return already;
    }
    ConnectionAdvice advice = adviceOn(e);
    return new StoreUnreachableException(text(operation, advice), e, advice.isTransient())
        .advising(advice.next());
  }

  /** Translates what ended a body after the answer had begun: that concerns one blob. */
  public StoreException brokenOff(String operation, IOException e) {
    if (e instanceof StoreException already) {
      return already;
    }
    ConnectionAdvice advice = adviceOn(e);
    return new StoreException(text(operation, advice), e, advice.isTransient());
  }

  private ConnectionAdvice adviceOn(IOException e) {
    return ConnectionAdvice.of(e, location.accountUrl().getAuthority());
  }

  private static String text(String operation, ConnectionAdvice advice) {
    String next = advice.next().isEmpty() ? "" : " " + advice.next();
    return operation + " failed: " + advice.reason() + "." + next;
  }
}
