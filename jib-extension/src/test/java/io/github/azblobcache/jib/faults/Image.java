package io.github.azblobcache.jib.faults;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import io.github.azblobcache.testkit.RandomBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image of four layers, of which the next version has two others.
 *
 * @param layers from the bottom
 */
record Image(List<FileEntriesLayer> layers) {

  /** Writes the files of a version. */
  static Image write(Path folder, int version) throws IOException {
    List<FileEntriesLayer> layers = new ArrayList<>();
    // More than what is built at once, so that Jib builds it
    layers.add(layer(folder, "dependencies", version, 1_300_000));
    layers.add(layer(folder, "snapshots", 1, 150_000));
    layers.add(layer(folder, "resources", 1, 60_000));
    layers.add(layer(folder, "classes", version, 90_000));
    return new Image(layers);
  }

  private static FileEntriesLayer layer(Path folder, String name, int version, int bytes)
      throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name + "-" + version);
    Files.write(file, RandomBytes.of(31L * version + name.hashCode(), bytes));
    return FileEntriesLayer.builder()
        .setName(name)
        .addEntry(file, AbsoluteUnixPath.get("/app/" + name))
        .build();
  }
}
