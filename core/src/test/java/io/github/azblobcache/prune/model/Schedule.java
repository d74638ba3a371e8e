package io.github.azblobcache.prune.model;

import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.prune.PrunePolicy;
import io.github.azblobcache.prune.PruneReport;
import io.github.azblobcache.prune.Pruner;
import io.github.azblobcache.prune.TestPolicy;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheMode;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.TickingClock;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.transfer.SteppedSession;
import io.github.azblobcache.transfer.export.BuiltImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * One run of the model: a store with some history, and builds, BuildKit exports and prunes that use
 * it at the same time. The seed decides everything.
 *
 * <p>Time goes on between the steps, by seconds or by hours. What the protocol assumes is kept: an
 * export of ours takes less than half the grace period, one of BuildKit's less than all of it.
 */
final class Schedule {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final Layout LAYOUT = Layout.DEFAULT;
  private static final Duration EXPORT_LIMIT = Duration.ofHours(11);
  private static final Duration BUILDKIT_LIMIT = Duration.ofHours(23);

  private final Random random;
  private final TickingClock clock;
  private final BlobStore store;
  private final ModelLayers layers;
  private final Path staging;
  private final Set<Guard> without;
  private final Oracle oracle = new Oracle(LAYOUT);
  private final Steps steps;
  private final Map<Steps.Actor, Instant> deadlines = new HashMap<>();

  /**
   * @param store empty, by this clock, which stands at {@link #START}
   */
  Schedule(
      long seed,
      TickingClock clock,
      BlobStore store,
      ModelLayers layers,
      Path staging,
      Set<Guard> without) {
    this.random = new Random(seed);
    this.clock = clock;
    this.store = store;
    this.layers = layers;
    this.staging = staging;
    this.without = without;
    this.steps = new Steps(random, clock);
  }

  /**
   * Runs it.
   *
   * @return how many blobs were deleted
   * @throws RuntimeException if the protocol does not hold
   */
  int run() {
    history();
    int builds = 1 + random.nextInt(2);
    for (int i = 0; i < builds; i++) {
      build("build " + i);
    }
    if (random.nextInt(3) > 0) {
      buildKit("BuildKit", layers.some(random), name());
    }
    for (int i = random.nextInt(5) == 0 ? 2 : 1; i > 0; i--) {
      prune("prune " + i);
    }
    steps.run(this::passTime);
    return oracle.deletions();
  }

  /** What was exported before, days ago: names that are old, and blobs that lost theirs. */
  private void history() {
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      if (random.nextBoolean()) {
        buildKit("past BuildKit", layers.some(random), name());
      } else {
        build("past build");
      }
      steps.run(() -> {});
      clock.advance(Duration.ofHours(random.nextInt(200)));
    }
  }

  private ManifestName name() {
    return new ManifestName("name" + random.nextInt(2));
  }

  private void passTime() {
    int kind = random.nextInt(20);
    Duration time =
        kind < 14
            ? Duration.ofSeconds(random.nextInt(2))
            : kind < 18
                ? Duration.ofMinutes(random.nextInt(600))
                : Duration.ofHours(random.nextInt(100));
    Instant then = clock.instant().plus(time);
    if (deadlines.values().stream().noneMatch(then::isAfter)) {
      clock.advance(time);
    }
  }

  /** A session of ours: it may import first, and exports once or twice, maybe days apart. */
  private void build(String actorName) {
    Steps.Actor actor = steps.actor(actorName);
    SteppedStore mine = new SteppedStore(store, actor, oracle, without);
    CacheDescription cache =
        new CacheDescription(
            new DirectoryLocation(staging), LAYOUT, List.of(name()), CacheMode.MIN, false);
    boolean imports = random.nextBoolean();
    List<BuiltImage> images = random.nextInt(3) > 0 ? List.of(image()) : List.of(image(), image());
    steps.start(
        actor,
        () -> {
          try (SteppedSession session = new SteppedSession(cache, mine, staging)) {
            if (imports) {
              fetch(session, images.get(0));
            }
            for (BuiltImage image : images) {
              actor.pass("begins to export " + image.layers().size() + " layers");
              deadlines.put(actor, clock.instant().plus(EXPORT_LIMIT));
              session.export(image);
              deadlines.remove(actor);
            }
          }
        });
  }

  private BuiltImage image() {
    return new BuiltImage("com.acme:image" + random.nextInt(2), layers.some(random));
  }

  /** Right bytes, or a miss. */
  private static void fetch(SteppedSession session, BuiltImage image) throws IOException {
    for (LayerFile layer : image.layers()) {
      Optional<Path> file = session.fetch(layer.diffId());
      if (file.isPresent() && Files.mismatch(file.get(), layer.file()) >= 0) {
        throw new IllegalStateException("Imported wrong bytes for " + layer);
      }
    }
  }

  /** As BuildKit's azblob backend: look, upload what is missing, write the manifest over all. */
  private void buildKit(String actorName, List<LayerFile> image, ManifestName name) {
    Steps.Actor actor = steps.actor(actorName);
    SteppedStore mine = new SteppedStore(store, actor, oracle, without);
    steps.start(
        actor,
        () -> {
          deadlines.put(actor, clock.instant().plus(BUILDKIT_LIMIT));
          for (LayerFile layer : image) {
            BlobKey key = LAYOUT.blob(layer.blob().digest());
            if (mine.stat(key).isEmpty() && mine.putIfAbsent(key, layer.file())) {
              oracle.uploads(actor, layer.blob().digest());
            }
          }
          byte[] manifest = ModelLayers.buildKitManifest(image, clock.instant());
          mine.overwrite(LAYOUT.manifest(name.value()), manifest);
          deadlines.remove(actor);
        });
  }

  private void prune(String actorName) {
    Steps.Actor actor = steps.actor(actorName);
    PrunersStore mine = new PrunersStore(store, actor, oracle, without);
    PrunePolicy policy = policy();
    mine.deletesAtOnce(without.isEmpty() && random.nextBoolean());
    steps.start(
        actor,
        () -> {
          Pruner pruner = new Pruner(mine, LAYOUT, new Parallel(1), StepListener.NONE);
          mine.plans(true);
          var plan = pruner.plan(policy);
          mine.plans(false);
          PruneReport report = pruner.execute(plan);
          if (report.faultCount() > 0) {
            throw new IllegalStateException(report.toString());
          }
        });
  }

  private PrunePolicy policy() {
    TestPolicy policy = TestPolicy.UNNAMED_ONLY;
    if (random.nextInt(3) == 0) {
      policy = policy.unusedFor(Duration.ofHours(random.nextInt(100)));
    }
    if (random.nextInt(3) == 0) {
      policy = policy.keep(1 + random.nextInt(2));
    }
    if (random.nextInt(3) == 0) {
      policy = policy.maxUsedBytes(random.nextInt(1000));
    }
    if (random.nextInt(6) == 0) {
      policy = policy.all();
    }
    return without.contains(Guard.GRACE) ? policy.grace(Duration.ZERO).policy() : policy.policy();
  }
}
