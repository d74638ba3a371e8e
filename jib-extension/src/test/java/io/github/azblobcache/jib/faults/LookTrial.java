package io.github.azblobcache.jib.faults;

import io.github.azblobcache.check.CheckStep;
import io.github.azblobcache.check.CheckedCache;
import io.github.azblobcache.check.Diagnosis;
import io.github.azblobcache.check.steps.CacheCheck;
import io.github.azblobcache.history.History;
import io.github.azblobcache.history.HistoryReader;
import io.github.azblobcache.history.ImageBuilds;
import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.azure.Waits;
import io.github.azblobcache.store.types.BuiltInStores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the goals that change no cache make of a fault: history, and check. */
final class LookTrial extends Trial {

  static final List<String> COLUMNS = List.of("`history`", "Waits", "`check`", "Prints");

  /** One or two of each kind: a check takes some seconds where a service is silent. */
  private static final Set<String> OF_SERVICES =
      Set.of(
          "401 to every request",
          "403 to every request",
          "403 to every write",
          "407 of a proxy",
          "404: the container is missing",
          "503",
          "503 with `Retry-After: 600`",
          "200 with HTML",
          "Nothing listens",
          "A stall when a connection is made",
          "A stall in the TLS handshake",
          "A stall in the headers",
          "A stall in mid-body",
          "403 to listings",
          "The manifest is not JSON",
          "The manifest has a cycle",
          "The manifest names layers that are gone");

  LookTrial(World world, Scenery scenery, Path folder) throws IOException {
    super(world, scenery, folder);
  }

  static boolean isTried(String fault) {
    return OF_SERVICES.contains(fault)
        || LocalFault.all().stream().anyMatch(it -> it.name().equals(fault));
  }

  @Override
  List<String> run(TrialCache cache) throws IOException {
    List<String> cells = new ArrayList<>();
    try (Scenery.Scene scene = scenery.begin(cache, world.before())) {
      cells.add(history(scene));
      cells.add(scene.waits(Waits.UPKEEP));
      cells.add(check(scene));
    }
    cells.add(printed(cache));
    return cells;
  }

  private String history(Scenery.Scene scene) throws IOException {
    try (BlobStore store = scene.open(Waits.UPKEEP)) {
      HistoryReader reader =
          new HistoryReader(store, TrialCache.LAYOUT, Parallel.USUAL, StepListener.NONE);
      History history = reader.read(List.of(), List.of());
      for (ImageBuilds image : history.images()) {
        reader.files(image);
      }
      history.unread().forEach(it -> printed.add(it.cause().getMessage()));
      return history.unread().isEmpty() ? "passes" : "passes with a warning";
    } catch (IOException | RuntimeException e) {
      printed.add(String.valueOf(e.getMessage()));
      return "fails";
    }
  }

  private String check(Scenery.Scene scene) throws IOException {
    List<Diagnosis> found = new ArrayList<>();
    CheckedCache cache =
        new CheckedCache(
            scene.location(),
            TrialCache.LAYOUT,
            List.of(TrialCache.NAME),
            List.of(TrialCache.NAME),
            List.of());
    Path staging = scene.runner().staging();
    CacheCheck.run(List.of(cache), BuiltInStores.TYPES, staging, CacheCheck.LIMIT, found::add);
    List<CheckStep> failures = found.get(0).failures();
    failures.forEach(
        it -> printed.add((it.name() + ": " + it.detail() + " " + it.advice()).strip()));
    return failures.isEmpty()
        ? "passes"
        : failures.stream()
            .map(CheckStep::name)
            .collect(Collectors.joining("`, `", "fails: `", "`"));
  }
}
