package io.github.azblobcache.maven.goal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.progress.StepListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {

  private final AtomicLong now = new AtomicLong();
  private final List<String> shown = new ArrayList<>();

  private Terminal whoSays(String answer) {
    return new Terminal(
        Optional.of(
            question -> {
              shown.add(question);
              return answer;
            }),
        now::get);
  }

  private Terminal nobody() {
    return new Terminal(Optional.empty(), now::get);
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "Y", " y "})
  void yesIsYes(String answer) {
    assertTrue(whoSays(answer).confirms("All goes."));
    assertEquals(List.of("All goes. Are you sure you want to continue? [y/N] "), shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n", "N", "yes, but", "?"})
  void allElseIsNo(String answer) {
    assertFalse(whoSays(answer).confirms("All goes."));
  }

  @Test
  void theEndOfTheInputIsNo() {
    assertFalse(whoSays(null).confirms("All goes."));
  }

  @Test
  void whereNobodyIsThereNobodyIsAsked() {
    assertTrue(nobody().confirms("All goes."));
  }

  @Test
  void tellsHowFarItIsEveryFiveSeconds() {
    StepListener progress = whoSays("").progress(shown::add);
    progress.step("blobs listed", 1, 0);
    now.addAndGet(Terminal.NANOS_BETWEEN_MESSAGES + 1);
    progress.step("blobs listed", 2, 0);
    progress.step("blobs listed", 3, 0);
    now.addAndGet(Terminal.NANOS_BETWEEN_MESSAGES + 1);
    progress.step("blobs deleted", 256, 1000);
    assertEquals(List.of("2 blobs listed", "256 of 1000 blobs deleted"), shown);
  }

  @Test
  void tellsNobodyWhereNobodyIsThere() {
    StepListener progress = nobody().progress(shown::add);
    now.addAndGet(Terminal.NANOS_BETWEEN_MESSAGES + 1);
    progress.step("blobs listed", 1, 0);
    assertEquals(List.of(), shown);
  }
}
