package io.github.azblobcache.jib.faults;

import io.github.azblobcache.jib.ImageRun;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.transfer.CacheTimeouts;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One fault, met by one kind of run. */
abstract class Trial {

  final World world;
  final Scenery scenery;
  final List<String> printed = new CopyOnWriteArrayList<>();
  private final Path folder;
  private final CacheEvents events = CacheEvents.to(this::print, this::detail);
  private final CountDownLatch fetched;

  Trial(World world, Scenery scenery, Path folder) throws IOException {
    this.world = world;
    this.scenery = scenery;
    this.folder = Files.createTempDirectory(folder, "trial");
    this.fetched = new CountDownLatch(world.before().layers().size());
  }

  /** What there is to say of the run, one cell of the page after the other. */
  final List<String> run() throws IOException {
    try (TrialCache cache = scenery.newCache(folder, world.jibCache())) {
      cache.export(world.before());
      return run(cache);
    }
  }

  abstract List<String> run(TrialCache cache) throws IOException;

  /** Builds, and prints as a build does. */
  final ImageRun.Outcome build(
      Image image, CacheSettings settings, Scenery.Scene scene, BlobStore store)
      throws IOException {
    if (settings.from().isEmpty()) {
      releaseAll();
    }
    Runner runner = scene.runner();
    LayerCache cache = new LayerCache(settings, any -> store, runner.staging(), timing(), events);
    ImageRun.Outcome outcome =
        new ImageRun(runner.jibCache(), runner.report())
            .run(image.layers(), cache, events, this::print, this::compile);
    outcome.failure().ifPresent(e -> printed.add(String.valueOf(e.getMessage())));
    return outcome;
  }

  /** Whether a build passed, and if not, whether it would have without a cache. */
  final String result(Image image, ImageRun.Outcome outcome, Scenery.Scene scene)
      throws IOException {
    if (outcome.failure().isEmpty()) {
      return "passes";
    }
    boolean failsAlone =
        outcome.digest().isEmpty() && World.plain(image, scene.runner()).failure().isPresent();
    return failsAlone ? "fails, as without a cache" : "fails";
  }

  private void print(String warning) {
    printed.add(warning);
    if (warning.contains("Building without this cache.")) {
      releaseAll();
    }
  }

  private void detail(String detail) {
    if (detail.contains(": 0 layers known")) {
      releaseAll();
    } else if (!detail.startsWith("Read ")) {
      fetched.countDown();
    }
  }

  private void releaseAll() {
    while (fetched.getCount() > 0) {
      fetched.countDown();
    }
  }

  private boolean isSilent() {
    Reaction.Kind kind = scenery.reaction().kind();
    return kind == Reaction.Kind.WAITS_IN_VAIN || kind == Reaction.Kind.CRAWLS;
  }

  /** Lasts as long as it takes to fetch ahead what can be fetched. */
  private void compile() {
    try {
      fetched.await(isSilent() ? 3 : 20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // A slow machine may take its time, but for what nobody should wait for.
  private CacheTimeouts timing() {
    return isSilent()
        ? CacheTimeouts.DEFAULT
        : CacheTimeouts.DEFAULT.withFirstAnswer(Duration.ofSeconds(30));
  }

  final String printed(TrialCache cache) {
    return new PrintedText(cache.location(), folder).of(printed);
  }
}
