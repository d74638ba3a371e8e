package io.github.azblobcache.jib.faults;

import io.github.azblobcache.jib.ImageRun;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.azure.Waits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A build that gets its layers from the cache. */
final class ImportTrial extends Trial {

  static final List<String> COLUMNS =
      List.of("Build", "Image", "Layers from the cache", "Waits", "Prints");

  ImportTrial(World world, Scenery scenery, Path folder) throws IOException {
    super(world, scenery, folder);
  }

  @Override
  List<String> run(TrialCache cache) throws IOException {
    Image image = world.before();
    try (Scenery.Scene scene = scenery.begin(cache, image)) {
      ImageRun.Outcome outcome;
      try (BlobStore store = scene.open(Waits.IMPORT)) {
        outcome = build(image, TrialCache.from(scene.location()), scene, store);
      }
      return List.of(
          result(image, outcome, scene),
          world.judge(image, outcome),
          outcome.fromCache() + " of " + image.layers().size(),
          scene.waits(Waits.IMPORT),
          printed(cache));
    }
  }
}
