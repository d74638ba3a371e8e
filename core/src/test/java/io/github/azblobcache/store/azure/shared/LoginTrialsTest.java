package io.github.azblobcache.store.azure.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginTrialsTest {

  private final LoginTrials trials = new LoginTrials();
  private final CompletableFuture<Void> first = new CompletableFuture<>();
  private final CompletableFuture<Void> second = new CompletableFuture<>();

  @BeforeEach
  void beginFirst() {
    assertTrue(trials.begin("login", "host", first));
  }

  private CompletableFuture<Boolean> beginSecond() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> mayBegin =
        CompletableFuture.supplyAsync(
            () -> {
              begun.countDown();
              return trials.begin("login", "host", second);
            },
            task -> new Thread(task).start());
    begun.await();
    return mayBegin;
  }

  @Test
  void aRefusedLoginIsNotSentByOthers() throws Exception {
    CompletableFuture<Boolean> other = beginSecond();
    trials.refuse("login", "host", first);
    assertFalse(other.get(60, TimeUnit.SECONDS));
    assertFalse(trials.begin("login", "host", new CompletableFuture<>()));
    assertTrue(trials.begin("changed", "host", new CompletableFuture<>()));
  }

  @Test
  void anAcceptedLoginIsForAllAtOnce() throws Exception {
    CompletableFuture<Boolean> other = beginSecond();
    trials.accept("login", first);
    assertTrue(other.get(60, TimeUnit.SECONDS));
    assertTrue(trials.begin("login", "host", new CompletableFuture<>()));
  }

  @Test
  void anAcceptedLoginCanBeRefusedForAHost() {
    trials.accept("login", first);
    trials.refuse("login", "host", second);
    assertFalse(trials.begin("login", "host", new CompletableFuture<>()));
    assertTrue(trials.begin("login", "other host", new CompletableFuture<>()));
  }

  @Test
  void theNextOneTriesALoginThatWasNotJudged() throws Exception {
    CompletableFuture<Boolean> other = beginSecond();
    trials.end("login", first);
    assertTrue(other.get(60, TimeUnit.SECONDS));
    trials.refuse("login", "host", second);
    assertFalse(trials.begin("login", "host", new CompletableFuture<>()));
  }

  @Test
  void theSameOneMayBeAskedForAnotherScheme() {
    assertTrue(trials.begin("login", "host", first));
  }

  @Test
  void anInterruptedOneDoesNotSendIt() {
    Thread.currentThread().interrupt();
    assertEquals(false, trials.begin("login", "host", second));
    assertTrue(Thread.interrupted());
  }
}
