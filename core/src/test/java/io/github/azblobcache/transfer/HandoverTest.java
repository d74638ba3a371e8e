package io.github.azblobcache.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.testkit.RandomBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HandoverTest {

  private static final byte[] MANY = RandomBytes.of(1, 20 * Handover.BUFFER_BYTES + 1);

  @Test
  void handsOverMoreThanItHolds() throws Exception {
    Handover handover = new Handover();
    CompletableFuture<byte[]> read = new CompletableFuture<>();
    Thread reader = new Thread(() -> Futures.complete(read, () -> handover.input().readAllBytes()));
    reader.start();
    try (handover) {
      handover.pass(new ByteArrayInputStream(MANY));
    }
    assertArrayEquals(MANY, read.get());
  }

  @Test
  void endsWhereTheFirstThreadCloses() throws IOException {
    Handover handover = new Handover();
    handover.pass(new ByteArrayInputStream(new byte[] {7}));
    handover.close();
    assertEquals(7, handover.input().read());
    assertEquals(-1, handover.input().read());
    assertEquals(-1, handover.input().read());
  }

  @Test
  void whoPassesDoesNotWaitForAReaderThatIsGone() throws IOException {
    Handover handover = new Handover();
    handover.input().close();
    handover.pass(new ByteArrayInputStream(MANY));
    handover.close();
  }

  @Test
  void whoIsInterruptedDoesNotWaitForAReader() {
    Handover handover = new Handover();
    Thread.currentThread().interrupt();
    assertThrows(InterruptedIOException.class, () -> handover.pass(new ByteArrayInputStream(MANY)));
    assertTrue(Thread.interrupted());
    handover.close();
  }
}
