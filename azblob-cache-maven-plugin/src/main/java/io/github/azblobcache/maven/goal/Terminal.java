package io.github.azblobcache.maven.goal;

import io.github.azblobcache.progress.StepListener;
import java.io.Console;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.apache.maven.execution.MavenSession;

/**
 * The user who watches the build, if there is one.
 *
 * @param answers shows a question and gives the answer, or null if there is none; empty in CI,
 *     behind a pipe, and with {@code mvn -B}
 * @param nanoTime a clock, in nanoseconds
 */
record Terminal(Optional<UnaryOperator<String>> answers, LongSupplier nanoTime) {

  static final long NANOS_BETWEEN_MESSAGES = 5_000_000_000L;

  static Terminal of(MavenSession session) {
    return new Terminal(
        Optional.ofNullable(System.console())
            .filter(console -> session.getRequest().isInteractiveMode() && isTerminal(console))
            .map(console -> question -> console.readLine("%s", question)),
        System::nanoTime);
  }

  // From Java 22 on there is always a console, which knows whether it is a terminal.
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Asks; true without a terminal, where the goal does what its parameters say. */
  boolean confirms(String warning) {
    if (answers.isEmpty()) {
      return true;
    }
    String answer = answers.get().apply(warning + " Are you sure you want to continue? [y/N] ");
    return answer != null && answer.strip().equalsIgnoreCase("y");
  }

  /** Reports the progress of a run every five seconds, if there is a terminal. */
  StepListener progress(Consumer<String> out) {
    if (answers.isEmpty()) {
      return StepListener.NONE;
    }
    AtomicLong next = new AtomicLong(nanoTime.getAsLong() + NANOS_BETWEEN_MESSAGES);
    return (operation, done, total) -> {
      long now = nanoTime.getAsLong();
      long due = next.get();
      if (now - due > 0 && next.compareAndSet(due, now + NANOS_BETWEEN_MESSAGES)) {
        out.accept(done + (total > 0 ? " of " + total : "") + " " + operation);
      }
    };
  }
}
