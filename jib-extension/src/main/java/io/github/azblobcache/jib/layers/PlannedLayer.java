package io.github.azblobcache.jib.layers;

import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.LayerObject;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer that Jib is about to build.
 *
 * @param name Jib's name of it, for instance {@code dependencies}; may be empty
 * @param files what goes into it
 */
public record PlannedLayer(String name, ImmutableList<FileEntry> files) {

  /**
   * The layers of a plan, from the bottom; Jib builds none for one without files
   * (docs/behaviour.md, "empty layers").
   */
  public static List<PlannedLayer> of(ContainerBuildPlan plan) {
    List<PlannedLayer> planned = new ArrayList<>();
    for (LayerObject layer : plan.getLayers()) {
      if (layer instanceof FileEntriesLayer files && !files.getEntries().isEmpty()) {
        planned.add(new PlannedLayer(files.getName(), ImmutableList.copyOf(files.getEntries())));
      }
    }
    return List.copyOf(planned);
  }

  /** How many bytes the files have, in all; reads none of them. */
  public long fileBytes() throws IOException {
    long bytes = 0;
    for (FileEntry file : files) {
      Path source = file.getSourceFile();
      bytes += Files.isRegularFile(source) ? Files.size(source) : 0;
    }
    return bytes;
  }
}
