package io.github.azblobcache.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomDataTest {

  @TempDir Path folder;

  @Test
  void bytesAreTheSameInEveryRun() {
    assertEquals("60b420bb3851d9d4", HexFormat.of().formatHex(RandomBytes.of(0, 8)));
    assertFalse(Arrays.equals(RandomBytes.of(0, 100), RandomBytes.of(1, 100)));
  }

  @Test
  void bytesAreTheSameHoweverTheyAreRead() throws IOException {
    byte[] whole = RandomBytes.of(7, 20_000);
    assertArrayEquals(Arrays.copyOf(whole, 9_000), RandomBytes.of(7, 9_000));

    byte[] pieces = new byte[20_000];
    try (InputStream stream = RandomBytes.stream(7, 20_000)) {
      for (int done = 0; done < pieces.length; ) {
        pieces[done++] = (byte) stream.read();
        done += stream.read(pieces, done, Math.min(777, pieces.length - done));
      }
      assertEquals(-1, stream.read());
    }
    assertArrayEquals(whole, pieces);

    RandomBytes.write(folder.resolve("a/b"), 7, 20_000);
    assertArrayEquals(whole, Files.readAllBytes(folder.resolve("a/b")));
  }

  @Test
  void layerIsATarThatTarReads() throws Exception {
    RandomLayer layer = RandomLayer.write(folder, 3, 1_000);

    assertEquals(layer.sizeBytes(), Files.size(layer.file()));
    assertEquals("sha256:" + layer.file().getFileName(), layer.digest());
    Process tar =
        new ProcessBuilder("tar", "-xzOf", layer.file().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertArrayEquals(RandomBytes.of(3, 1_000), tar.getInputStream().readAllBytes());
    assertEquals(0, tar.waitFor());
    assertEquals(layer, RandomLayer.write(folder, 3, 1_000));
    assertNotEquals(layer.diffId(), RandomLayer.write(folder, 4, 1_000).diffId());
  }

  @Test
  void checkOutGivesTheSameFilesWithNewTimes() throws IOException {
    Path from = folder.resolve("from");
    RandomBytes.write(from.resolve("src/a"), 1, 10);
    RandomBytes.write(from.resolve("target/b"), 2, 10);
    FileTime old = FileTime.from(Instant.parse("2026-01-31T00:00:00Z"));
    Files.setLastModifiedTime(from.resolve("src/a"), old);
    assertTrue(from.resolve("src/a").toFile().setExecutable(true));

    Path to = folder.resolve("to");
    FileTrees.checkOut(from, to, Set.of("target"));

    assertArrayEquals(RandomBytes.of(1, 10), Files.readAllBytes(to.resolve("src/a")));
    assertNotEquals(old, Files.getLastModifiedTime(to.resolve("src/a")));
    assertTrue(Files.isExecutable(to.resolve("src/a")));
    assertFalse(Files.exists(to.resolve("target")));
    assertEquals(10, FileTrees.sizeBytes(to));

    FileTrees.delete(to);
    FileTrees.delete(to);
    assertFalse(Files.exists(to));
  }
}
