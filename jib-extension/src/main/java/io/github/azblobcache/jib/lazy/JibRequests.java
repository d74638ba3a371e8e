package io.github.azblobcache.jib.lazy;

import io.github.azblobcache.oci.Digest;
import java.util.Optional;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hears which blobs Jib asks registries for, and which of them are not there.
 *
 * <p>Jib's HTTP client logs each request before it sends it, and each answer before it passes it
 * on, on the thread that makes the request. A filter of that log hears both, and keeps from the log
 * what would not be there without it (docs/behaviour.md, "logged requests").
 *
 * <p>A JVM has one such log: use one instance at a time. For use by any thread.
 *
 * @see <a
 *     href="https://github.com/googleapis/google-http-java-client/blob/v1.42.2/google-http-client/src/main/java/com/google/api/client/http/HttpRequest.java">Google's
 *     HTTP client, HttpRequest.execute</a>
 */
final class JibRequests implements Filter, AutoCloseable {

  private static final String LOG = "com.google.api.client.http.HttpTransport";
  private static final Pattern REQUEST = Pattern.compile("-+ REQUEST +-+\\s+(\\S+) (\\S+)(?s:.*)");
  private static final Pattern RESPONSE =
      Pattern.compile("-+ RESPONSE +-+\\s+(?:HTTP\\S* )?(\\d{3})(?s:.*)");
  private static final Pattern BLOB = Pattern.compile(".*/blobs/(sha256:[0-9a-f]{64})");

  /** Who wants to hear of it, on the thread that asks. */
  interface Listener {

    /** Whether a registry has the blob is about to be asked. */
    void asking(Digest blob);

    /** The registry has said that it does not have the blob. */
    void isLacking(Digest blob);
  }

  /** What the thread has asked for, until it is answered. */
  private final ThreadLocal<Digest> asked = new ThreadLocal<>();

  // Held here, because a logger without a reference is collected, with its filter.
  private final Logger log;
  private final Level levelBefore;
  private final Level thresholdBefore;
  private final Filter filterBefore;
  private final Listener listener;
  private volatile boolean hasHeardRequest;
  private volatile boolean hasHeard;

  private JibRequests(Logger log, Listener listener) {
    this.log = log;
    this.levelBefore = log.getLevel();
    this.thresholdBefore = threshold(log);
    this.filterBefore = log.getFilter();
    this.listener = listener;
  }

  // A logger without a level has that of the next one above it.
  private static Level threshold(Logger log) {
    for (Logger logger = log; logger != null; logger = logger.getParent()) {
      if (logger.getLevel() != null) {
        return logger.getLevel();
      }
    }
    return Level.INFO;
  }

  /** Begins to listen. */
  static JibRequests listen(Listener listener) {
    return listen(Logger.getLogger(LOG), listener);
  }

  static JibRequests listen(Logger log, Listener listener) {
    JibRequests requests = new JibRequests(log, listener);
    boolean isListening = false;
    try {
      requests.log.setFilter(requests);
      if (!requests.log.isLoggable(Level.CONFIG)) {
        requests.log.setLevel(Level.CONFIG);
      }
      isListening = true;
      return requests;
    } finally {
      if (!isListening) {
        requests.close();
      }
    }
  }

  /** Whether a request and its answer were heard since {@link #listen}, of whatever kind. */
  boolean hasHeard() {
    return hasHeard;
  }

  @Override
  public boolean isLoggable(LogRecord entry) {
    try {
      hear(String.valueOf(entry.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      // Jib asks on: what was not put into its cache is not there, and that is no wrong layer.
      asked.remove();
    }
    return wasLoggable(entry) && (filterBefore == null || filterBefore.isLoggable(entry));
  }

  private boolean wasLoggable(LogRecord entry) {
    return entry.getLevel().intValue() >= thresholdBefore.intValue();
  }

  private void hear(String entry) {
    Matcher request = REQUEST.matcher(entry);
    if (request.matches()) {
      heardRequest(request.group(1), request.group(2));
      return;
    }
    Matcher response = RESPONSE.matcher(entry);
    if (response.matches()) {
      heardResponse(Integer.parseInt(response.group(1)));
    }
  }

  private void heardRequest(String method, String url) {
    hasHeardRequest = true;
    Matcher blob = BLOB.matcher(url);
    if (method.equals("HEAD") && blob.matches()) {
      Digest digest = Digest.parse(blob.group(1));
      asked.set(digest);
      listener.asking(digest);
    } else if (!method.equals("HEAD")) {
      asked.remove();
    }
    // A HEAD for something else may be where the registry has sent the client.
  }

  private void heardResponse(int status) {
    hasHeard = hasHeardRequest;
    Optional<Digest> blob = Optional.ofNullable(asked.get());
    boolean isSentOn = status >= 300 && status < 400;
    if (blob.isPresent() && !isSentOn) {
      asked.remove();
      if (status == 404) {
        listener.isLacking(blob.get());
      }
    }
  }

  /** Listens no more, and leaves the log as it was. */
  @Override
  public void close() {
    if (log.getFilter() == this) {
      log.setFilter(filterBefore);
      if (log.getLevel() != levelBefore) {
        log.setLevel(levelBefore);
      }
    }
  }
}
