package io.github.azblobcache.report.terminal;

import io.github.azblobcache.progress.Progress;
import io.github.azblobcache.report.format.Bytes;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where people see how far transfers are. Called by one thread at a time. */
public interface ProgressScreen {

  /** How long a wait may be before anything is shown. */
  Duration patience();

  /** How long a text is shown. */
  Duration interval();

  /** Shows it, in place of what was shown before where that is possible. */
  void show(Progress.Way way, Progress.State state, Duration waited);

  /** Takes away what is shown, where that is possible. */
  void clear();

  /** Lines of a log, one every five seconds. */
  static ProgressScreen lines(Consumer<String> log) {
    return new ProgressScreen() {
      @Override
      public Duration patience() {
        return Duration.ofSeconds(5);
      }

      @Override
      public Duration interval() {
        return Duration.ofSeconds(5);
      }

      @Override
      public void show(Progress.Way way, Progress.State state, Duration waited) {
        log.accept(text(way, state) + ", " + waited.toSeconds() + " s");
      }

      @Override
      public void clear() {}
    };
  }

  /** The bar that Jib shows below the log while it works, with a line of ours. */
  static ProgressScreen terminal(PrintStream out) {
    return new ProgressScreen() {

      private static final int BARS = 30;
      private static final String ERASE_THREE_LINES = "\033[3A\033[0J";
      private boolean isShown;

      @Override
      public Duration patience() {
        return Duration.ofSeconds(1);
      }

      @Override
      public Duration interval() {
        return Duration.ofMillis(250);
      }

      @Override
      public void show(Progress.Way way, Progress.State state, Duration waited) {
        double done = state.totalBytes() == 0 ? 0 : (double) state.doneBytes() / state.totalBytes();
        int bars = (int) Math.round(BARS * done);
        String bar = "=".repeat(bars) + " ".repeat(BARS - bars);
        String percent = String.format(Locale.ROOT, "%.1f", done * 100);
        out.print(
            (isShown ? ERASE_THREE_LINES : "")
                + bold("Layer cache:")
                + bold("[" + bar + "] " + percent + "% complete")
                + bold("> " + text(way, state)));
        out.flush();
        isShown = true;
      }

      @Override
      public void clear() {
        if (isShown) {
          out.print(ERASE_THREE_LINES);
          out.flush();
          isShown = false;
        }
      }
    };
  }

  /**
   * The bar where Jib would show its own, else lines.
   *
   * @param isInteractive whether Maven runs without {@code -B}
   * @param log where lines go
   * @see <a
   *     href="https://github.com/GoogleContainerTools/jib/blob/v3.5.0-maven/jib-maven-plugin/src/main/java/com/google/cloud/tools/jib/maven/MavenProjectProperties.java">Jib's
   *     isProgressFooterEnabled</a>
   */
  static ProgressScreen of(boolean isInteractive, Consumer<String> log) {
    boolean isTerminal =
        isInteractive
            && !"plain".equals(System.getProperty("jib.console"))
            && !"dumb".equals(System.getenv("TERM"))
            && isTerminal(System.console());
    return isTerminal ? terminal(System.out) : lines(log);
  }

  // Since Java 22 there is a console where there is no terminal, and a method that says so.
  private static boolean isTerminal(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static String bold(String line) {
    return "\033[1m" + line + "\033[0m" + System.lineSeparator();
  }

  private static String text(Progress.Way way, Progress.State state) {
    return way.text()
        + " "
        + state.blobs()
        + (state.blobs() == 1 ? " blob, " : " blobs, ")
        + Bytes.human(state.doneBytes())
        + " of "
        + Bytes.human(state.totalBytes());
  }
}
