package io.github.azblobcache.maven;

import io.github.azblobcache.inventory.Progress;
import java.io.Console;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;

/**
 * Whoever watches the build, if anybody does.
 *
 * @param console where to ask; empty in CI, behind a pipe, and with {@code mvn -B}
 */
record Person(Optional<Console> console) {

  private static final long NANOS_BETWEEN_MESSAGES = 5_000_000_000L;

  static Person of(MavenSession session) {
    return new Person(
        Optional.ofNullable(System.console())
            .filter(console -> session.getRequest().isInteractiveMode() && isTerminal(console)));
  }

  // From Java 22 on there is always a console, which tells by itself whether it is a terminal.
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Asks; true if nobody is there: then the goal does what it was told. */
  boolean agrees(String warning) {
    if (console.isEmpty()) {
      return true;
    }
    String answer = console.get().readLine("%s Are you sure you want to continue? [y/N] ", warning);
    return answer != null && answer.strip().equalsIgnoreCase("y");
  }

  /** Tells every five seconds how far a run has come; tells nobody if nobody is there. */
  Progress progress(Log log) {
    if (console.isEmpty()) {
      return Progress.NONE;
    }
    AtomicLong next = new AtomicLong(System.nanoTime() + NANOS_BETWEEN_MESSAGES);
    return (doing, done, total) -> {
      long now = System.nanoTime();
      long due = next.get();
      if (now - due > 0 && next.compareAndSet(due, now + NANOS_BETWEEN_MESSAGES)) {
        log.info("Layer cache: " + done + (total > 0 ? " of " + total : "") + " " + doing);
      }
    };
  }
}
