package io.github.azblobcache.inspect;

import io.github.azblobcache.inventory.Inventory;
import io.github.azblobcache.inventory.ManifestOutline;
import io.github.azblobcache.inventory.OutlinedPart;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds for each blob the parts that name it. The inventory has it the other way round. */
final class NamingIndex {

  /** One part of one manifest. */
  record Naming(ManifestOutline manifest, OutlinedPart part) {}

  private final List<Naming> namings = new ArrayList<>();
  private final int[] starts;
  private final int[] entries;

  NamingIndex(Inventory inventory) {
    for (ManifestOutline manifest : inventory.manifests()) {
      manifest.parts().forEach(part -> namings.add(new Naming(manifest, part)));
      namings.add(new Naming(manifest, manifest.loose()));
    }
    this.starts = new int[inventory.blobs().size() + 1];
    for (Naming naming : namings) {
      for (int blob : naming.part().blobs()) {
        starts[blob + 1]++;
      }
    }
    for (int blob = 1; blob < starts.length; blob++) {
      starts[blob] += starts[blob - 1];
    }
    this.entries = new int[starts[starts.length - 1]];
    fill();
  }

  private void fill() {
    int[] next = starts.clone();
    for (int i = 0; i < namings.size(); i++) {
      for (int blob : namings.get(i).part().blobs()) {
        entries[next[blob]++] = i;
      }
    }
  }

  /** The parts that name a blob, in the order of the manifests. */
  List<Naming> namings(int blob) {
    return IntStream.range(starts[blob], starts[blob + 1])
        .mapToObj(i -> namings.get(entries[i]))
        .toList();
  }

  /** The manifests that name a blob, each once. */
  Stream<ManifestOutline> manifests(int blob) {
    // Those of one manifest are side by side.
    return IntStream.range(starts[blob], starts[blob + 1])
        .filter(i -> i == starts[blob] || manifest(i) != manifest(i - 1))
        .mapToObj(this::manifest);
  }

  private ManifestOutline manifest(int entry) {
    return namings.get(entries[entry]).manifest();
  }
}
