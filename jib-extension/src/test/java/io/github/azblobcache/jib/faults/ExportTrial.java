package io.github.azblobcache.jib.faults;

import io.github.azblobcache.jib.ImageRun;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.azure.Waits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A build that gives its layers to the cache, which has those of the build before. */
final class ExportTrial extends Trial {

  static final List<String> COLUMNS =
      List.of("Build", "Image", "The cache has afterwards", "Waits", "Prints");

  ExportTrial(World world, Scenery scenery, Path folder) throws IOException {
    super(world, scenery, folder);
  }

  @Override
  List<String> run(TrialCache cache) throws IOException {
    Image image = world.next();
    ImageRun.Outcome outcome;
    String result;
    String waits;
    try (Scenery.Scene scene = scenery.begin(cache, world.before())) {
      try (BlobStore store = scene.open(Waits.EXPORT)) {
        outcome = build(image, TrialCache.to(scene.location()), scene, store);
      }
      result = result(image, outcome, scene);
      waits = scene.waits(Waits.EXPORT);
    }
    return List.of(result, world.judge(image, outcome), afterwards(cache), waits, printed(cache));
  }

  private String afterwards(TrialCache cache) throws IOException {
    List<String> builds = new ArrayList<>();
    if (hasAll(cache, world.before())) {
      builds.add("the build before");
    }
    boolean hasNext = hasAll(cache, world.next());
    if (hasNext) {
      builds.add("this build");
    }
    String what = builds.isEmpty() ? "neither build" : String.join(", ", builds);
    if (cache.export(world.next()).failure().isPresent()) {
      return what + "; the next export fails too";
    }
    boolean isMended =
        cache.verify().damage().isEmpty() && (hasNext || hasAll(cache, world.next()));
    return isMended ? what : what + "; `verify` finds damage";
  }

  private static boolean hasAll(TrialCache cache, Image image) throws IOException {
    return cache.importable(image) == image.layers().size();
  }
}
