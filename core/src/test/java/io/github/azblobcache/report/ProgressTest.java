package io.github.azblobcache.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.progress.Progress;
import io.github.azblobcache.progress.Progress.Way;
import io.github.azblobcache.report.terminal.ProgressDisplay;
import io.github.azblobcache.report.terminal.ProgressScreen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final Progress.State HALF = new Progress.State(2, 30_000_000, 60_000_000);

  private final Progress progress = new Progress();

  @Test
  void addsUpWhatIsDoneAndWhatIsOnItsWay() {
    progress.begin(Way.FETCHING, 100).close();
    Progress.Transfer second = progress.begin(Way.FETCHING, 50);
    second.accept(20);
    progress.begin(Way.UPLOADING, 7);
    assertEquals(new Progress.State(2, 120, 150), progress.state(Way.FETCHING));
    assertEquals(new Progress.State(1, 0, 7), progress.state(Way.UPLOADING));
    second.close();
    second.close();
    assertEquals(new Progress.State(2, 150, 150), progress.state(Way.FETCHING));
  }

  @Test
  void neverTellsMoreThanThereIs() {
    progress.begin(Way.FETCHING, 10).accept(12);
    assertEquals(new Progress.State(1, 10, 10), progress.state(Way.FETCHING));
  }

  @Test
  void aLineSaysHowFarItIs() {
    List<String> log = new ArrayList<>();
    ProgressScreen lines = ProgressScreen.lines(log::add);
    lines.show(Way.UPLOADING, HALF, Duration.ofSeconds(5));
    lines.show(Way.FETCHING, new Progress.State(1, 0, 5), Duration.ofSeconds(10));
    lines.clear();
    assertEquals(
        List.of("uploading 2 blobs, 30MB of 60MB, 5 s", "fetching 1 blob, 0B of 5B, 10 s"), log);
  }

  @Test
  void aTerminalHasOneBarAndIsLeftAsItWas() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ProgressScreen terminal =
        ProgressScreen.terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    terminal.show(Way.FETCHING, HALF, Duration.ofSeconds(1));
    terminal.show(Way.FETCHING, new Progress.State(1, 0, 0), Duration.ofSeconds(1));
    terminal.clear();
    terminal.clear();
    String erase = "\033[3A\033[0J";
    assertEquals(
        "\033[1mLayer cache:\033[0m\n"
            + "\033[1m[===============               ] 50.0% complete\033[0m\n"
            + "\033[1m> fetching 2 blobs, 30MB of 60MB\033[0m\n"
            + erase
            + "\033[1mLayer cache:\033[0m\n"
            + "\033[1m[                              ] 0.0% complete\033[0m\n"
            + "\033[1m> fetching 1 blob, 0B of 0B\033[0m\n"
            + erase,
        bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
  }

  @Test
  void showsWhatIsMovedWhileSomebodyWaits() throws InterruptedException {
    progress.begin(Way.FETCHING, 1_000).close();
    progress.begin(Way.FETCHING, 60).accept(20);
    Heard screen = new Heard();
    ProgressDisplay display = ProgressDisplay.start(progress, Way.FETCHING, screen);
    assertEquals(new Progress.State(1, 20, 60), screen.shown.take());
    assertEquals(new Progress.State(1, 20, 60), screen.shown.take());
    display.close();
    // Whatever is shown after the end stays on the screen.
    assertEquals("clear", screen.last());
  }

  @Test
  void showsNothingWhereNothingIsMoved() throws InterruptedException {
    Heard screen = new Heard();
    ProgressDisplay display = ProgressDisplay.start(progress, Way.FETCHING, screen);
    screen.looks.take();
    screen.looks.take();
    display.close();
    assertEquals(List.of(), List.copyOf(screen.shown));
  }

  /** A screen that shows at once, and again at once. */
  private static final class Heard implements ProgressScreen {

    private final BlockingQueue<Progress.State> shown = new LinkedBlockingQueue<>();
    private final BlockingQueue<Duration> looks = new LinkedBlockingQueue<>();
    private String last = "";

    @Override
    public Duration patience() {
      return interval();
    }

    @Override
    public Duration interval() {
      looks.add(Duration.ofMillis(1));
      return Duration.ofMillis(1);
    }

    @Override
    public synchronized void show(Way way, Progress.State state, Duration waited) {
      shown.add(state);
      last = "show";
    }

    @Override
    public synchronized void clear() {
      last = "clear";
    }

    private synchronized String last() {
      return last;
    }
  }
}
