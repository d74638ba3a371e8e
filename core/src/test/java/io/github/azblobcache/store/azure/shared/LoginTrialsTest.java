package io.github.azblobcache.store.azure.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginTrialsTest {

  private final LoginTrials trials = new LoginTrials();
  private final CompletableFuture<Void> first = new CompletableFuture<>();
  private final CompletableFuture<Void> second = new CompletableFuture<>();

  @BeforeEach
  void beginFirst() {
    assertTrue(trials.begin("login", first));
  }

  private CompletableFuture<Boolean> beginSecond() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> mayBegin =
        CompletableFuture.supplyAsync(
            () -> {
              begun.countDown();
              return trials.begin("login", second);
            },
            task -> new Thread(task).start());
    begun.await();
    return mayBegin;
  }

  @Test
  void aRefusedLoginIsNotSentByOthers() throws Exception {
    CompletableFuture<Boolean> other = beginSecond();
    trials.refuse("login", first);
    assertFalse(other.get());
    assertFalse(trials.begin("login", new CompletableFuture<>()));
    assertTrue(trials.begin("changed", new CompletableFuture<>()));
  }

  @Test
  void anAcceptedLoginIsForAllAtOnce() throws Exception {
    CompletableFuture<Boolean> other = beginSecond();
    trials.accept("login", first);
    assertTrue(other.get());
    assertTrue(trials.begin("login", new CompletableFuture<>()));
  }

  @Test
  void anAcceptedLoginCanBeRefusedLater() {
    trials.accept("login", first);
    trials.refuse("login", second);
    assertFalse(trials.begin("login", new CompletableFuture<>()));
  }

  @Test
  void theNextOneTriesALoginThatWasNotJudged() throws Exception {
    CompletableFuture<Boolean> other = beginSecond();
    trials.end("login", first);
    assertTrue(other.get());
    trials.refuse("login", second);
    assertFalse(trials.begin("login", new CompletableFuture<>()));
  }

  @Test
  void theSameOneMayBeAskedForAnotherScheme() {
    assertTrue(trials.begin("login", first));
  }

  @Test
  void anInterruptedOneDoesNotSendIt() {
    Thread.currentThread().interrupt();
    assertEquals(false, trials.begin("login", second));
    assertTrue(Thread.interrupted());
  }
}
