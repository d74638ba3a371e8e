package io.github.azblobcache.store.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicMoveTest {

  @TempDir Path folder;

  @Test
  void waitsForWhoeverHasTheTargetOpen() throws IOException {
    Path file = Files.writeString(folder.resolve("new"), "new");
    Path target = Files.writeString(folder.resolve("old"), "old");
    AtomicInteger denied = new AtomicInteger(3);
    AtomicMove.replace(
        file,
        target,
        (from, to, options) -> {
          if (denied.getAndDecrement() > 0) {
            throw new AccessDeniedException(to.toString());
          }
          return Files.move(from, to, options);
        });
    assertEquals("new", Files.readString(target));
    assertFalse(Files.exists(file));
  }

  @Test
  void doesNotWaitForEver() {
    assertThrows(
        AccessDeniedException.class,
        () ->
            AtomicMove.replace(
                folder.resolve("new"),
                folder.resolve("old"),
                (from, to, options) -> {
                  throw new AccessDeniedException(to.toString());
                }));
  }
}
