package io.github.azblobcache.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes reports, each whole or not at all, in place of an older one. */
final class ReportFile {

  private ReportFile() {}

  static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    // No temporary file of the JDK's making: those only their owner can read, and CI collects
    // reports (docs/behaviour.md, "private temporary files").
    Path partial = file.resolveSibling("report-" + UUID.randomUUID() + ".part");
    try {
      Files.writeString(partial, text);
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
