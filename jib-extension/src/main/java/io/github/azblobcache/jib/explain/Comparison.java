package io.github.azblobcache.jib.explain;

import io.github.azblobcache.concurrent.DaemonThreads;
import io.github.azblobcache.files.FileFact;
import io.github.azblobcache.files.FileLists;
import io.github.azblobcache.files.FileListsBlob;
import io.github.azblobcache.jib.layers.ImportedLayer;
import io.github.azblobcache.jib.layers.PlannedLayer;
import io.github.azblobcache.report.LayerSource;
import io.github.azblobcache.text.Reason;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds out which files the layers have and which they had in the newest known build, so that a
 * miss can be explained. In the background while Jib builds, and only where Jib has something to
 * build. If it fails, there is no explanation.
 */
public final class Comparison {

  /** Where nothing is to be explained. */
  public static final Comparison NONE = new Comparison(Optional.empty(), CacheEvents.NONE);

  /** How long fetching the newest build's lists, which are small, is worth. */
  private static final Duration WORTH_FETCHING = Duration.ofSeconds(1);

  /** How long a build waits at most when Jib is done, which it rarely is before this. */
  private static final Duration WORTH_WAITING = Duration.ofSeconds(2);

  /**
   * What was found.
   *
   * @param newest the lists of the newest known build; empty if no cache has them
   * @param files the files of each planned layer; empty where they are not needed
   */
  record Result(Optional<FileLists> newest, List<Optional<List<FileFact>>> files) {}

  private final Optional<FutureTask<Result>> task;
  private final CacheEvents events;

  private Comparison(Optional<FutureTask<Result>> task, CacheEvents events) {
    this.task = task;
    this.events = events;
  }

  /**
   * Begins, if any layer is to be built.
   *
   * @param image for instance {@code com.acme:shop}
   * @param planned the layers
   * @param imported what became of them, in the same order
   * @param events learns why there is no explanation
   */
  public static Comparison start(
      String image,
      LayerCache cache,
      List<PlannedLayer> planned,
      List<ImportedLayer> imported,
      CacheEvents events) {
    for (ImportedLayer layer : imported) {
      if (layer.source() == LayerSource.BUILT) {
        return inBackground(() -> compare(image, cache, planned, imported), events);
      }
    }
    return NONE;
  }

  private static Comparison inBackground(Callable<Result> comparing, CacheEvents events) {
    FutureTask<Result> task = new FutureTask<>(comparing);
    DaemonThreads.start("comparison", task);
    return new Comparison(Optional.of(task), events);
  }

  private static Result compare(
      String image, LayerCache cache, List<PlannedLayer> planned, List<ImportedLayer> imported)
      throws IOException {
    Optional<FetchedLayer> blob = cache.fetchFiles(image, WORTH_FETCHING);
    Optional<FileLists> newest =
        blob.isPresent() ? Optional.of(FileListsBlob.read(blob.get().file())) : Optional.empty();
    List<Optional<List<FileFact>>> files = new ArrayList<>();
    for (int i = 0; i < planned.size(); i++) {
      ImportedLayer layer = imported.get(i);
      Optional<List<FileFact>> known =
          layer.file().flatMap(file -> newest.flatMap(lists -> lists.of(file.diffId())));
      boolean isToExplain = layer.source() == LayerSource.BUILT && newest.isPresent();
      boolean isNeeded = known.isEmpty() && (isToExplain || cache.exports());
      files.add(isNeeded ? Optional.of(PlannedFiles.of(planned.get(i))) : known);
    }
    return new Result(newest, files);
  }

  /** What was found; empty if there is nothing to explain, or it can't be, or not soon. */
  Optional<Result> result() {
    if (task.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(task.get().get(WORTH_WAITING.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      events.detail("misses can't be explained: " + Reason.of(cause));
      return Optional.empty();
    } catch (TimeoutException e) {
      events.detail("misses can't be explained: no answer in time");
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  CacheEvents events() {
    return events;
  }
}
