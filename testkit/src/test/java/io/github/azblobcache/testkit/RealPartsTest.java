package io.github.azblobcache.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class RealPartsTest {

  private static final Callable<String> MISSING =
      () -> {
        throw new MissingPartException("'it' was not found. Install it with 'apt-get install it'.");
      };

  @Test
  void givesWhatIsThere() throws Exception {
    assertEquals("part", RealParts.require(() -> "part", true));
  }

  @Test
  void failsOnCiWhenAPartIsMissing() {
    assertThrows(MissingPartException.class, () -> RealParts.require(MISSING, true));
  }

  @Test
  void skipsTheTestElsewhereAndSaysWhatToInstall() {
    TestAbortedException skipped =
        assertThrows(TestAbortedException.class, () -> RealParts.require(MISSING, false));
    assertEquals("'it' was not found. Install it with 'apt-get install it'.", skipped.getMessage());
  }

  @Test
  void failsEverywhereWhenAPartIsThereAndDoesNotWork() {
    Callable<String> broken =
        () -> {
          throw new IllegalStateException("broken");
        };
    assertThrows(IllegalStateException.class, () -> RealParts.require(broken, false));
  }

  @Test
  void namesTheProgramThatIsNotOnThePath() {
    MissingPartException missing =
        assertThrows(
            MissingPartException.class, () -> OnPath.require("no-such-program", "Install it."));
    assertEquals("'no-such-program' was not found. Install it.", missing.getMessage());
  }
}
