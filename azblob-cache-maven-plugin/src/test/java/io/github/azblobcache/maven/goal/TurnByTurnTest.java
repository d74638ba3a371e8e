package io.github.azblobcache.maven.goal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class TurnByTurnTest {

  private final List<String> done = new ArrayList<>();
  private final TurnByTurn turns = new TurnByTurn(done::add);

  private static TurnByTurn.Turn failing(Exception failure) {
    return () -> {
      if (failure instanceof IOException io) {
        throw io;
      }
      if (failure instanceof MojoFailureException wrong) {
        throw wrong;
      }
      throw (MojoExecutionException) failure;
    };
  }

  @Test
  void eachCacheGetsItsTurnAndOneFailureIsThrownAsItWas() throws Exception {
    for (Exception failure :
        List.of(
            new StoreException("refused"),
            new MojoFailureException("damaged"),
            new MojoExecutionException("incomplete"))) {
      TurnByTurn fresh = new TurnByTurn(done::add);
      done.clear();
      fresh.take("a", failing(failure));
      fresh.take("b", () -> done.add("b is done"));
      assertEquals(List.of(failure.getMessage(), "b is done"), done);
      assertSame(failure, assertThrows(failure.getClass(), fresh::end));
    }
  }

  @Test
  void severalFailuresAreNamedInOne() throws Exception {
    turns.take("a", failing(new StoreException("refused")));
    turns.take("b", failing(new MojoFailureException("damaged")));
    MojoExecutionException all = assertThrows(MojoExecutionException.class, turns::end);
    assertEquals("2 caches failed: a: refused | b: damaged", all.getMessage());
    assertEquals(1, all.getSuppressed().length);
  }

  @Test
  void anInterruptedGoalStops() {
    assertThrows(
        StoreInterruptedException.class,
        () -> turns.take("a", failing(new StoreInterruptedException("Listing"))));
  }

  @Test
  void withoutAFailureNothingIsThrown() throws Exception {
    turns.take("a", () -> done.add("a is done"));
    turns.end();
    assertEquals(List.of("a is done"), done);
  }
}
