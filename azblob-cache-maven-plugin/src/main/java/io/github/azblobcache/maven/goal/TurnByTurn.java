package io.github.azblobcache.maven.goal;

import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** Works on one cache after the other: a failure of one does not keep the next from its turn. */
final class TurnByTurn {

  /** What is done with one cache. */
  interface Turn {
    void run() throws IOException, MojoFailureException, MojoExecutionException;
  }

  private final Consumer<String> errors;
  private final List<Exception> failures = new ArrayList<>();
  private final List<String> messages = new ArrayList<>();

  /**
   * @param errors receives each failure when it happens
   */
  TurnByTurn(Consumer<String> errors) {
    this.errors = errors;
  }

  /**
   * Works on one cache.
   *
   * @param cache its name, for messages
   * @throws StoreInterruptedException if the thread is interrupted; no other failure leaves here
   */
  void take(String cache, Turn turn) throws StoreInterruptedException {
    try {
      turn.run();
    } catch (StoreInterruptedException e) {
      throw e;
    } catch (IOException | MojoFailureException | MojoExecutionException e) {
      errors.accept(e.getMessage());
      failures.add(e);
      messages.add(cache + ": " + e.getMessage());
    }
  }

  /**
   * Fails if any cache has failed.
   *
   * @throws IOException the only failure, as it was; as the other two
   * @throws MojoExecutionException if several caches failed
   */
  void end() throws IOException, MojoFailureException, MojoExecutionException {
    if (failures.isEmpty()) {
      return;
    }
    Exception first = failures.get(0);
    if (failures.size() > 1) {
      MojoExecutionException all =
          new MojoExecutionException(
              failures.size() + " caches failed: " + String.join(" | ", messages), first);
      failures.subList(1, failures.size()).forEach(all::addSuppressed);
      throw all;
    }
    if (first instanceof IOException io) {
      throw io;
    }
    if (first instanceof MojoFailureException failure) {
      throw failure;
    }
    throw (MojoExecutionException) first;
  }
}
