package io.github.azblobcache.jib;

import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.blob.BlobDescriptor;
import com.google.cloud.tools.jib.image.ReproducibleLayerBuilder;
import com.google.common.collect.ImmutableList;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A layer that Jib is about to build.
 *
 * @param name Jib's name of it, for instance {@code dependencies}; may be empty
 * @param files what goes into it
 */
record PlannedLayer(String name, ImmutableList<FileEntry> files) {

  /** The layers of a plan, from the bottom; Jib builds none for one without files. */
  static List<PlannedLayer> of(ContainerBuildPlan plan) {
    return plan.getLayers().stream()
        .filter(FileEntriesLayer.class::isInstance)
        .map(FileEntriesLayer.class::cast)
        .filter(layer -> !layer.getEntries().isEmpty())
        .map(layer -> new PlannedLayer(layer.getName(), ImmutableList.copyOf(layer.getEntries())))
        .toList();
  }

  /**
   * A layer's tar, which nobody has compressed yet.
   *
   * @param diffId its digest
   * @param sizeBytes its length
   */
  record Tar(DiffId diffId, long sizeBytes) {}

  /** How many bytes the files have, in all; reads none of them. */
  long fileBytes() throws IOException {
    long bytes = 0;
    for (FileEntry file : files) {
      Path source = file.getSourceFile();
      bytes += Files.isRegularFile(source) ? Files.size(source) : 0;
    }
    return bytes;
  }

  /** The tar that Jib would build, by Jib's own code; reads every file. */
  Tar tar() throws IOException {
    BlobDescriptor tar =
        new ReproducibleLayerBuilder(files).build().writeTo(OutputStream.nullOutputStream());
    return new Tar(new DiffId(new Digest(tar.getDigest().getHash())), tar.getSize());
  }
}
