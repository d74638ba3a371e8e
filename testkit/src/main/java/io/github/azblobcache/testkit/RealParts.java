package io.github.azblobcache.testkit;

import java.util.concurrent.Callable;
import org.junit.jupiter.api.Assumptions;

/**
 * Decides what a missing real part means for a test.
 *
 * <p>On a CI runner (environment variable {@code CI=true}) it is an error: a run that skips its
 * integration tests proves nothing. Elsewhere the test is skipped, with the reason.
 */
public final class RealParts {

  private RealParts() {}

  /**
   * Gives the part that {@code start} makes, as in {@code RealParts.require(Azurite::shared)}.
   *
   * @throws MissingPartException if something is not installed and {@code CI=true}
   * @throws org.opentest4j.TestAbortedException if something is not installed, otherwise
   * @throws Exception whatever else {@code start} throws: a part that is there and does not work is
   *     an error everywhere
   */
  public static <T> T require(Callable<T> start) throws Exception {
    return require(start, Boolean.parseBoolean(System.getenv("CI")));
  }

  static <T> T require(Callable<T> start, boolean onCi) throws Exception {
    try {
      return start.call();
    } catch (MissingPartException e) {
      if (onCi) {
        throw e;
      }
      return Assumptions.abort(String.valueOf(e.getMessage()));
    }
  }
}
