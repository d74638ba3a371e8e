package io.github.azblobcache.jib.gzip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.testkit.Jdks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gzip as every reader knows it, the same on every machine. */
@Timeout(120)
class ParallelGzipTest {

  private static final int PIECE = Piece.MAX_BYTES;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 5 * PIECE + 7})
  void theGzipOfTheJdkReadsIt(int size) throws IOException {
    byte[] bytes = words(size);
    byte[] gzip = gzip(bytes, new Deflaters(2), 8192);
    assertArrayEquals(bytes, new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes());
  }

  @Test
  void bytesThatDoNotShrinkHaveRoom() throws IOException {
    byte[] bytes = new byte[3 * PIECE];
    new Random(1).nextBytes(bytes);
    byte[] gzip = gzip(bytes, new Deflaters(2), 8192);
    assertArrayEquals(bytes, new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes());
    assertTrue(gzip.length < bytes.length * 1.001, gzip.length + " of " + bytes.length);
  }

  @Test
  void theBytesDependNeitherOnTheCoresNorOnHowTheyAreWritten() throws IOException {
    byte[] bytes = words(4 * PIECE + 99);
    byte[] expected = gzip(bytes, new Deflaters(1), 1);
    Deflaters eight = new Deflaters(8);
    for (int atOnce : new int[] {511, 8192, PIECE, 3 * PIECE, bytes.length}) {
      assertArrayEquals(expected, gzip(bytes, eight, atOnce), "at once: " + atOnce);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void theBytesAreTheSameOnEachJdk(int release) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Jdks.home(release).resolve("bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PrintDigest.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertEquals(0, process.waitFor());
    assertEquals(
        "sha256:d482b5c1d2c986fe06425b2bfb17d428273a9d583b6ffa74fe3a12f2a4a31318", printed.strip());
  }

  /** Prints the digest of what it writes. */
  static final class PrintDigest {

    public static void main(String[] args) throws IOException {
      System.out.println(Digest.of(gzip(words(3 * PIECE), new Deflaters(2), 8192)));
    }
  }

  @Test
  void isHardlyLargerThanOneStream() throws IOException {
    byte[] bytes = words(8 * PIECE);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(stream)) {
      gzip.write(bytes);
    }
    int pieces = gzip(bytes, new Deflaters(2), 8192).length;
    assertTrue(pieces < stream.size() * 1.01, pieces + " against " + stream.size());
  }

  @Test
  void layersAtOnceShareTheMemoryAndAllEnd() throws Exception {
    Deflaters two = new Deflaters(1);
    byte[] bytes = words(3 * PIECE);
    byte[] expected = gzip(bytes, new Deflaters(2), 8192);
    ExecutorService layers = Executors.newFixedThreadPool(6);
    try {
      List<Future<byte[]>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(layers.submit(() -> gzip(bytes, two, 8192)));
      }
      for (Future<byte[]> one : all) {
        assertArrayEquals(expected, one.get());
      }
    } finally {
      layers.shutdownNow();
    }
  }

  @Test
  void oneThatFailsKeepsNoMemory() throws IOException {
    Deflaters deflaters = new Deflaters(1);
    for (int i = 0; i < 4; i++) {
      OutputStream full =
          new OutputStream() {
            private int left = 10_000;

            @Override
            public void write(int b) throws IOException {
              if (--left < 0) {
                throw new IOException("disk full");
              }
            }
          };
      IOException failure =
          assertThrows(
              IOException.class,
              () -> {
                try (ParallelGzip gzip = new ParallelGzip(full, deflaters)) {
                  gzip.write(words(3 * PIECE));
                }
              });
      assertEquals("disk full", failure.getMessage());
    }
    byte[] bytes = words(PIECE);
    assertArrayEquals(gzip(bytes, new Deflaters(1), 8192), gzip(bytes, deflaters, 8192));
  }

  @Test
  void saysHowItIsCut() throws IOException {
    byte[] bytes = words(100);
    Path ours = Files.write(folder.resolve("ours"), gzip(bytes, new Deflaters(1), 100));
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(other)) {
      gzip.write(bytes);
    }
    assertTrue(GzipHeader.isOf(ours));
    assertFalse(GzipHeader.isOf(Files.write(folder.resolve("jibs"), other.toByteArray())));
    assertFalse(GzipHeader.isOf(Files.write(folder.resolve("empty"), new byte[0])));
  }

  private static byte[] gzip(byte[] bytes, Deflaters deflaters, int atOnce) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ParallelGzip gzip = new ParallelGzip(out, deflaters)) {
      for (int i = 0; i < bytes.length; i += atOnce) {
        gzip.write(bytes, i, Math.min(atOnce, bytes.length - i));
      }
    }
    return out.toByteArray();
  }

  /** Text that shrinks as classes do, the same at each call. */
  private static byte[] words(int size) {
    Random random = new Random(7);
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) ('a' + (random.nextInt(4) == 0 ? random.nextInt(26) : i % 7));
    }
    return bytes;
  }
}
