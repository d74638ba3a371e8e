package io.github.azblobcache;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheMode;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.export.ExportReport;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Layers that are fetched ahead of the builds of one checkout. They are kept as a local cache of
 * their own, which those builds look into first.
 */
public final class CheckoutImport implements AutoCloseable {

  // A user who types a goal wants its result, so only a store that is dead is given up.
  private static final Duration FIRST_ANSWER = Duration.ofMinutes(5);

  private final SessionCaches caches;
  private final ImportFolder folder;
  private final ImportFailures failures;

  /**
   * @param place whose builds are to find the layers
   */
  public CheckoutImport(BuildEnvironment place, CacheEvents events) {
    this.failures = new ImportFailures(events);
    this.caches = new SessionCaches(place.waiting(FIRST_ANSWER), failures);
    this.folder = new ImportFolder(place.imported(), place.home().staging());
  }

  /**
   * Fetches the newest known build of each image, and then puts what was fetched in the place of
   * what was imported before for this checkout. That stays where it is if a cache failed, or if no
   * cache knows any of the images.
   *
   * @return how much was imported
   * @throws IOException if a cache failed, when all has been imported that the others have; or if
   *     it can't be kept on this machine. A cache that is exported to need not be there yet
   */
  public ExportReport run(CacheSettings settings, List<String> images) throws IOException {
    try (ImportFolder.Filling filling = folder.begin()) {
      ExportReport report = copy(otherCaches(settings.from()), filling.directory(), images);
      Optional<IOException> failure = failures.any(settings.to());
      // A part is better than nothing, but not than what is whole.
      if (report.uploadedLayers() > 0 && (failure.isEmpty() || !folder.isFilled())) {
        filling.replaceOlder();
      }
      if (failure.isPresent()) {
        throw failure.get();
      }
      return report;
    }
  }

  // A build looks first into what was imported; here that would precede anything newer.
  private List<CacheDescription> otherCaches(List<CacheDescription> from) {
    CacheDescription imported = description(folder.directory());
    return from.stream().filter(cache -> !cache.equals(imported)).toList();
  }

  private ExportReport copy(List<CacheDescription> from, Path to, List<String> images)
      throws IOException {
    LayerCache cache = caches.cacheFor(new CacheSettings(from, List.of(description(to)), false));
    images.forEach(image -> cache.prefetch(image, layer -> false));
    int layers = 0;
    long bytes = 0;
    for (String image : images) {
      ExportReport report = copy(cache, image);
      layers += report.uploadedLayers();
      bytes += report.uploadedBytes();
    }
    return new ExportReport(layers, bytes, 0);
  }

  private static ExportReport copy(LayerCache cache, String image) throws IOException {
    List<LayerFile> layers =
        cache.newestBuild(image).stream()
            .map(CacheLayer::diffId)
            .map(diffId -> cache.fetch(diffId, WaitPolicy.NO_ALTERNATIVE))
            .flatMap(Optional::stream)
            .map(FetchedLayer::layer)
            .toList();
    return cache.export(new BuiltImage(image, layers));
  }

  static CacheDescription description(Path directory) {
    return new CacheDescription(
        new DirectoryLocation(directory),
        Layout.DEFAULT,
        List.of(new ManifestName("imported")),
        CacheMode.MIN,
        false);
  }

  @Override
  public void close() {
    caches.close();
  }
}
