package io.github.azblobcache.jib.explain;

import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import io.github.azblobcache.files.FileFact;
import io.github.azblobcache.jib.layers.PlannedLayer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Reads what the tar of a planned layer says of its files. */
final class PlannedFiles {

  private static final int BUFFER_BYTES = 1 << 16;

  private PlannedFiles() {}

  static List<FileFact> of(PlannedLayer layer) throws IOException {
    List<FileFact> facts = new ArrayList<>();
    for (FileEntry entry : layer.files()) {
      facts.add(fact(entry));
    }
    return facts;
  }

  private static FileFact fact(FileEntry entry) throws IOException {
    Path file = entry.getSourceFile();
    boolean isFolder = Files.isDirectory(file);
    return new FileFact(
        entry.getExtractionPath() + (isFolder ? "/" : ""),
        isFolder ? 0 : Files.size(file),
        isFolder ? 0 : checksum(file),
        entry.getPermissions().toOctalString(),
        entry.getModificationTime(),
        entry.getOwnership());
  }

  private static long checksum(Path file) throws IOException {
    CRC32C checksum = new CRC32C();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        checksum.update(buffer, 0, count);
      }
    }
    return checksum.getValue();
  }
}
