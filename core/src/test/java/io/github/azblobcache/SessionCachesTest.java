package io.github.azblobcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.transfer.CacheTimeouts;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionCachesTest {

  @TempDir private Path folder;

  @Test
  void whatIsDoneAheadDoesNotWaitForALoginThatTakesLong() throws Exception {
    CountDownLatch login = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    try (SessionCaches caches = caches(CacheEvents.NONE)) {
      caches.inBackground(() -> await(login));
      caches.inBackground(done::countDown);
      assertTrue(done.await(1, TimeUnit.MINUTES));
      login.countDown();
    }
  }

  @Test
  void whatGoesWrongAheadIsADetailAndTheNextThingIsDone() throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    CountDownLatch done = new CountDownLatch(1);
    try (SessionCaches caches = caches(CacheEvents.to(told::add, told::add))) {
      caches.inBackground(
          () -> {
            throw new NoClassDefFoundError("com/example/Gone");
          });
      assertEquals(
          "Not done ahead: java.lang.NoClassDefFoundError: com/example/Gone",
          told.poll(1, TimeUnit.MINUTES));
      caches.inBackground(done::countDown);
      assertTrue(done.await(1, TimeUnit.MINUTES));
    }
    assertEquals(List.of(), List.copyOf(told));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SessionCaches caches(CacheEvents events) {
    CacheDirectories home = new CacheDirectories(folder.resolve("home"));
    return new SessionCaches(new BuildEnvironment(folder, home, CacheTimeouts.DEFAULT), events);
  }
}
