package io.github.azblobcache.store.azure;

import io.github.azblobcache.store.AzureLocation;
import io.github.azblobcache.store.StoreAccessException;
import io.github.azblobcache.store.StoreException;
import io.github.azblobcache.store.StoreMissingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Makes a store's exception of what Azure answered, or of what kept it from answering. */
final class AzureErrors {

  /** The container is missing: what a write mends, and a read can't. */
  static final class ContainerMissingException extends StoreMissingException {

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

  AzureErrors(AzureLocation location, StoreClock clock) {
    this.location = location;
    this.clock = clock;
  }

  /**
   * @param doing what failed, for instance {@code Reading blob 'a' of https://acct…/layers}
   */
  StoreException answered(String doing, Refusal refusal) {
    IOException cause = new IOException("HTTP " + refusal);
    String what = doing + " failed (" + refusal + "). ";
    if (refusal.status() == 401 || refusal.status() == 403) {
      return new StoreAccessException(
          "The layer cache at "
              + location
              + " refused the "
              + location.credential()
              + ": "
              + what
              + AccessAdvice.of(refusal, location, clock.ahead()),
          cause);
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
    return new StoreException(what + advice(refusal), cause, false);
  }

  private static StoreException busy(String what, Refusal refusal, IOException cause) {
    String message = what + "Azure could not serve it now; the same request may succeed later.";
    Optional<Duration> pause = refusal.retryAfter();
    return pause.isPresent()
        ? new BusyException(message, cause, pause.get())
        : new StoreException(message, cause, true);
  }

  private static String advice(Refusal refusal) {
    if (refusal.status() == 407) {
      return "The proxy asks for a login. Set -Dhttps.proxyHost and its credentials, or exclude the"
          + " storage account's host with -Dhttp.nonProxyHosts.";
    }
    if (refusal.status() / 100 == 3) {
      return "Redirects are not followed, as they could take the credentials to another host. Set"
          + " 'account_url' to the final address.";
    }
    if (!refusal.isFromAzure()) {
      return "The answer is not from Azure Blob Storage. Check 'account_url' and the proxy.";
    }
    return "Azure's documentation of this error code says what to do.";
  }

  /** Translates what is not an answer: no connection, a broken one, or silence. */
  StoreException unreachable(String doing, IOException e) {
    if (e instanceof StoreException already) {
      return already;
    }
    String host = location.accountUrl().getAuthority();
    if (e instanceof UnknownHostException) {
      return failed(doing, "unknown host " + host + ". Check 'account_url' and the network.", e);
    }
    if (e instanceof SSLException) {
      return new StoreException(
          doing
              + " failed: no TLS connection to "
              + host
              + ": "
              + e.getMessage()
              + ". If a proxy opens TLS connections, Java's trust store needs its certificate.",
          e,
          false);
    }
    if (e instanceof ConnectException) {
      return failed(doing, host + ": " + reason(e) + ". Check the network and the proxy.", e);
    }
    return failed(doing, host + ": " + reason(e) + ".", e);
  }

  private static StoreException failed(String doing, String why, IOException e) {
    return new StoreException(doing + " failed: " + why, e, true);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
