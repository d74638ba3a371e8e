package io.github.azblobcache.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Bytes that can't be compressed and are the same for the same seed, on every JVM and however they
 * are read. A shorter run of them is the beginning of a longer one.
 */
public final class RandomBytes {

  private static final int BLOCK_BYTES = 8192;

  private RandomBytes() {}

  public static byte[] of(long seed, int sizeBytes) {
    try (InputStream stream = stream(seed, sizeBytes)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("A stream from memory failed", e);
    }
  }

  /** Writes a file, creating it and its folder or replacing it, without holding it in memory. */
  public static void write(Path file, long seed, long sizeBytes) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (InputStream stream = stream(seed, sizeBytes);
        var out = Files.newOutputStream(file)) {
      stream.transferTo(out);
    }
  }

  /** A stream that need not be closed, and is of use to one thread. */
  public static InputStream stream(long seed, long sizeBytes) {
    return new Stream(new Random(seed), sizeBytes);
  }

  private static final class Stream extends InputStream {

    private final Random random;
    private final byte[] block = new byte[BLOCK_BYTES];
    private int used = BLOCK_BYTES;
    private long remaining;

    Stream(Random random, long sizeBytes) {
      this.random = random;
      this.remaining = sizeBytes;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (remaining == 0) {
        return -1;
      }
      if (used == BLOCK_BYTES) {
        random.nextBytes(block);
        used = 0;
      }
      int count = (int) Math.min(remaining, Math.min(length, BLOCK_BYTES - used));
      System.arraycopy(block, used, target, offset, count);
      used += count;
      remaining -= count;
      return count;
    }
  }
}
