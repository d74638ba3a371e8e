package io.github.azblobcache.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallFolderTest {

  @TempDir Path cache;

  @BeforeEach
  void useATemporaryCache() {
    System.setProperty("azblob-cache.testkit.cache", cache.toString());
  }

  @AfterEach
  void useTheUsersCache() {
    System.clearProperty("azblob-cache.testkit.cache");
  }

  @Test
  void fillsAFolderOnceHoweverManyWantIt() {
    AtomicInteger installations = new AtomicInteger();
    IntStream.range(0, 8)
        .parallel()
        .forEach(
            i -> {
              try {
                Path folder =
                    InstallFolder.get(
                        "part",
                        empty -> {
                          installations.incrementAndGet();
                          Files.writeString(empty.resolve("done"), "yes");
                        });
                assertEquals("yes", Files.readString(folder.resolve("done")));
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    assertEquals(1, installations.get());
  }

  @Test
  void leavesNothingWhenAnInstallationFails() throws IOException {
    assertThrows(
        IOException.class,
        () ->
            InstallFolder.get(
                "part",
                empty -> {
                  Files.writeString(empty.resolve("half"), "");
                  throw new IOException("no network");
                }));

    assertFalse(Files.exists(cache.resolve("part")));
    try (var left = Files.list(cache)) {
      assertEquals(1, left.count(), "the lock file only");
    }
  }
}
