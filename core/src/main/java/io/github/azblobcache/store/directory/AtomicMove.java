package io.github.azblobcache.store.directory;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Puts a file in another's place. Windows denies that while any process has the other open. */
final class AtomicMove {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private AtomicMove() {}

  /**
   * @throws AccessDeniedException if it is denied for a second
   */
  static void replace(Path file, Path target) throws IOException {
    replace(file, target, Files::move);
  }

  /** {@link Files#move}, or a test's. */
  interface Move {
    Path run(Path file, Path target, CopyOption... options) throws IOException;
  }

  static void replace(Path file, Path target, Move move) throws IOException {
    long start = System.nanoTime();
    while (true) {
      try {
        move.run(file, target, ATOMIC_MOVE);
        return;
      } catch (AccessDeniedException e) {
        if (System.nanoTime() - start > PATIENCE.toNanos()
            || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
