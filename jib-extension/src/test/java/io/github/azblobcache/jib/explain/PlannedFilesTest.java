package io.github.azblobcache.jib.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.common.collect.ImmutableList;
import io.github.azblobcache.files.FileFact;
import io.github.azblobcache.jib.layers.PlannedLayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannedFilesTest {

  private static final Instant TIME = Instant.parse("2026-01-31T00:00:00Z");

  @TempDir private Path folder;

  @Test
  void tellsWhatTheTarSaysAndNotWhatTheFilesAreHere() throws IOException {
    Path file = Files.writeString(folder.resolve("here.txt"), "hello");
    Path parent = Files.createDirectory(folder.resolve("folder"));
    PlannedLayer layer =
        new PlannedLayer(
            "extra files",
            ImmutableList.of(
                entry(file, "/data/there.txt", "755", "me:us"), entry(parent, "/data", "700", "")));

    CRC32C checksum = new CRC32C();
    checksum.update("hello".getBytes(StandardCharsets.UTF_8));
    assertEquals(
        List.of(
            new FileFact("/data/there.txt", 5, checksum.getValue(), "755", TIME, "me:us"),
            new FileFact("/data/", 0, 0, "700", TIME, "")),
        PlannedFiles.of(layer));
  }

  @Test
  void seesAChangeBehindTheFirstBuffer() throws IOException {
    byte[] bytes = new byte[200_000];
    Path one = Files.write(folder.resolve("one"), bytes);
    bytes[199_999] = 1;
    Path two = Files.write(folder.resolve("two"), bytes);

    assertNotEquals(factOf(one), factOf(two));
  }

  private static List<FileFact> factOf(Path file) throws IOException {
    return PlannedFiles.of(
        new PlannedLayer("layer", ImmutableList.of(entry(file, "/file", "644", ""))));
  }

  private static FileEntry entry(Path source, String path, String mode, String owner) {
    return new FileEntry(
        source, AbsoluteUnixPath.get(path), FilePermissions.fromOctalString(mode), TIME, owner);
  }
}
