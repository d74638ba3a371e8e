package io.github.azblobcache.store.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Dates files such that no two versions of a blob have one date. */
final class BlobHeader {

  // What file systems can distinguish: most nanoseconds, some micro- or milliseconds, HFS+ seconds,
  // FAT two of them
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofNanos(1),
          Duration.ofNanos(1000),
          Duration.ofMillis(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2));

  private BlobHeader() {}

  /** Dates a file that follows no other. */
  static void first(Path file, Instant now) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(now));
  }

  /** Dates a file later than {@code previous}, and as near to {@code now} as that allows. */
  static void after(Instant previous, Path file, Instant now) throws IOException {
    for (Duration step : STEPS) {
      Instant least = previous.plus(step);
      Files.setLastModifiedTime(file, FileTime.from(now.isAfter(least) ? now : least));
      if (Files.getLastModifiedTime(file).toInstant().isAfter(previous)) {
        return;
      }
    }
    throw new IOException("the file system does not keep the date of " + file);
  }
}
