package io.github.azblobcache.maven.support;

import io.github.azblobcache.text.Printable;
import io.github.azblobcache.text.PrintableException;
import io.github.azblobcache.text.Reason;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way to Maven's log and to standard output. Whatever it is given becomes {@link
 * Printable} here, so text from a cache can neither forge a line nor run a CI agent's command.
 *
 * <p>For use by any thread.
 */
public final class CacheLog {

  private static final String PREFIX = "Layer cache: ";

  private final Logger log;

  CacheLog(Logger log) {
    this.log = log;
  }

  /** The log in which lines have this class as their source. */
  public static CacheLog of(Class<?> source) {
    return new CacheLog(LoggerFactory.getLogger(source));
  }

  /** Logs a line for each build. */
  public void info(String text) {
    log.info("{}{}", PREFIX, Printable.of(text));
  }

  /** Logs a row of a table, without the prefix of the other lines. */
  public void row(Printable row) {
    log.info("{}", row);
  }

  /** Logs what the user should know although the build goes on. */
  public void warn(String text) {
    log.warn("{}{}", PREFIX, Printable.of(text));
  }

  /** Logs a failure of a goal that has more to do. */
  public void error(String text) {
    log.error("{}{}", PREFIX, Printable.of(text));
  }

  /**
   * Logs a failure that does not end the build: what and why as a warning, the stack trace as a
   * detail.
   */
  public void warn(String text, Throwable cause) {
    log.warn("{}{}: {}", PREFIX, Printable.of(text), Printable.of(Reason.of(cause)));
    log.debug(PREFIX + "the cause", PrintableException.of(cause));
  }

  /** Logs a detail. */
  public void debug(String text) {
    if (log.isDebugEnabled()) {
      log.debug("{}{}", PREFIX, Printable.of(text));
    }
  }

  /** Logs a detail with its stack trace. */
  public void debug(String text, Throwable cause) {
    if (log.isDebugEnabled()) {
      log.debug(PREFIX + Printable.of(text), PrintableException.of(cause));
    }
  }

  /** What caches report, as warnings and details of this log. */
  public CacheEvents events() {
    return CacheEvents.to(this::warn, this::debug);
  }

  /** Prints a line to standard output for programs, also where the log is turned off. */
  public static void print(Printable line) {
    System.out.println(line);
  }

  /**
   * Where commands for a CI agent go: standard output. Empty with {@code -q}, because such a build
   * prints nothing.
   */
  public Optional<Consumer<String>> commands() {
    return log.isInfoEnabled() ? Optional.of(System.out::println) : Optional.empty();
  }
}
