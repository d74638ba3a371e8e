package io.github.azblobcache.store.azure.shared;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Which logins a server has accepted or refused. Requests that are made at the same time would each
 * send a wrong password, so all but one wait until the server has judged it. For use by any thread.
 */
final class LoginTrials {

  /** A server that does not answer must not stop the requests of others for long. */
  private static final long LONGEST_WAIT_SECONDS = 10;

  private final Set<String> accepted = new HashSet<>();
  private final Set<String> refused = new HashSet<>();
  // With the host: some proxies refuse a good login for some hosts
  private final Set<List<String>> refusedFor = new HashSet<>();
  private final Map<String, CompletableFuture<Void>> trials = new HashMap<>();

  /**
   * Whether the caller may send the login. Waits while another trial of it is under way.
   *
   * @param host which the request is for
   * @param trial of the caller; it ends with {@link #accept}, {@link #refuse} or {@link #end}
   */
  boolean begin(String login, String host, CompletableFuture<Void> trial) {
    while (true) {
      CompletableFuture<Void> other;
      synchronized (this) {
        if (refused.contains(login) || refusedFor.contains(List.of(login, host))) {
          return false;
        }
        other = trials.get(login);
        if (accepted.contains(login) || other == trial) {
          return true;
        }
        if (other == null) {
          trials.put(login, trial);
          return true;
        }
      }
      try {
        other.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The server has accepted the login: no request waits for another one. */
  synchronized void accept(String login, CompletableFuture<Void> trial) {
    accepted.add(login);
    end(login, trial);
  }

  /**
   * The server has refused the login: it is not sent again, or not for this host if it was accepted
   * for another one.
   */
  synchronized void refuse(String login, String host, CompletableFuture<Void> trial) {
    if (accepted.contains(login)) {
      refusedFor.add(List.of(login, host));
    } else {
      refused.add(login);
    }
    end(login, trial);
  }

  /** The server has not judged the login: the next request tries it. */
  synchronized void end(String login, CompletableFuture<Void> trial) {
    trials.remove(login, trial);
    trial.complete(null);
  }
}
