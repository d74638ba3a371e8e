package io.github.azblobcache.concurrent;

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

class PipeTest {

  private static final byte[] MANY = RandomBytes.of(1, 20 * Pipe.BUFFER_BYTES + 1);

  @Test
  void handsOverMoreThanItHolds() throws Exception {
    Pipe pipe = new Pipe();
    CompletableFuture<byte[]> read = new CompletableFuture<>();
    Thread reader = new Thread(() -> IoFutures.complete(read, () -> pipe.input().readAllBytes()));
    reader.start();
    try (pipe) {
      pipe.pass(new ByteArrayInputStream(MANY));
    }
    assertArrayEquals(MANY, read.get());
  }

  @Test
  void endsWhereTheFirstThreadCloses() throws IOException {
    Pipe pipe = new Pipe();
    pipe.pass(new ByteArrayInputStream(new byte[] {7}));
    pipe.close();
    assertEquals(7, pipe.input().read());
    assertEquals(-1, pipe.input().read());
    assertEquals(-1, pipe.input().read());
  }

  @Test
  void whoPassesDoesNotWaitForAReaderThatIsGone() throws IOException {
    Pipe pipe = new Pipe();
    pipe.input().close();
    pipe.pass(new ByteArrayInputStream(MANY));
    pipe.close();
  }

  @Test
  void whoIsInterruptedDoesNotWaitForAReader() {
    Pipe pipe = new Pipe();
    Thread.currentThread().interrupt();
    assertThrows(InterruptedIOException.class, () -> pipe.pass(new ByteArrayInputStream(MANY)));
    assertTrue(Thread.interrupted());
    pipe.close();
  }
}
