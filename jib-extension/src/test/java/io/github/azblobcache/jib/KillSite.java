package io.github.azblobcache.jib;

import io.github.azblobcache.jib.base.PinnedBase;
import io.github.azblobcache.jib.layers.ImportedLayer;
import io.github.azblobcache.jib.layers.JibLayerCache;
import io.github.azblobcache.jib.layers.LayerImport;
import io.github.azblobcache.jib.layers.SmallLayers;
import io.github.azblobcache.jib.tar.SessionTars;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheMode;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.transfer.CacheTimeouts;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Where one build works that is killed, and the next one after it.
 *
 * @param project what is built
 * @param base its base image
 * @param home holds Jib's caches, and what is fetched
 * @param store the cache's
 * @param warnings receives what the builds warn of
 */
record KillSite(
    KillProject project, PinnedBase base, Path home, BlobStore store, List<String> warnings) {

  static final String MAIN = "main";

  Path jibCache() {
    return home.resolve("jib-cache");
  }

  Path jibBaseCache() {
    return home.resolve("jib-base-cache");
  }

  Path staging() {
    return home.resolve("staging");
  }

  /** The same place, with another view of its store. */
  KillSite with(BlobStore view) {
    return new KillSite(project, base, home, view, warnings);
  }

  private LayerCache open(List<CacheDescription> from, List<CacheDescription> to) {
    return open(from, to, detail -> {});
  }

  private LayerCache open(
      List<CacheDescription> from, List<CacheDescription> to, Consumer<String> details) {
    LayerCache cache =
        new LayerCache(
            new CacheSettings(from, to, false),
            location -> store,
            staging(),
            CacheTimeouts.DEFAULT.withFirstAnswer(Duration.ofMinutes(1)),
            CacheEvents.to(warnings::add, details));
    cache.start();
    return cache;
  }

  private static CacheDescription described(String name) {
    return new CacheDescription(
        new DirectoryLocation(Path.of("unused")),
        Layout.DEFAULT,
        List.of(new ManifestName(name)),
        CacheMode.MAX,
        false);
  }

  /** Exports modules and the base image, as the builds do that have built them. */
  void export(String name, List<String> modules) throws IOException {
    List<BuiltImage> images = new ArrayList<>();
    for (String module : modules) {
      images.add(project.built(module));
    }
    try (LayerCache cache = open(List.of(), List.of(described(name)))) {
      images.forEach(image -> image.layers().forEach(cache::uploadAhead));
      for (BuiltImage image : images) {
        cache.export(image);
      }
      cache.baseImages().export(base.built());
    }
  }

  /** Exports the builds that were before the last layer of each module. */
  void exportEarlier(String name, List<String> modules) throws IOException {
    try (LayerCache cache = open(List.of(), List.of(described(name)))) {
      for (String module : modules) {
        cache.export(project.builtEarlier(module));
      }
      cache.baseImages().export(base.built());
    }
  }

  /** Imports modules and the base image into Jib's caches, as a build does before Jib. */
  List<ImportedLayer> bring(String name, List<String> modules) throws Exception {
    return bring(name, modules, detail -> {});
  }

  /** The same, until a machine that is slow gives up nothing: it would do without what is late. */
  void bringAll(String name, List<String> modules) throws Exception {
    untilNothingIsGivenUp(details -> bring(name, modules, details));
  }

  private interface Session {
    void run(Consumer<String> details) throws Exception;
  }

  private static void untilNothingIsGivenUp(Session session) throws Exception {
    AtomicBoolean isAnyGivenUp = new AtomicBoolean();
    do {
      isAnyGivenUp.set(false);
      session.run(
          detail -> {
            if (detail.startsWith("Gave up fetching")) {
              isAnyGivenUp.set(true);
            }
          });
    } while (isAnyGivenUp.get());
  }

  private List<ImportedLayer> bring(String name, List<String> modules, Consumer<String> details)
      throws Exception {
    Files.createDirectories(home);
    JibLayerCache jib = JibLayerCache.in(new JibCacheDirectory(jibCache()));
    List<ImportedLayer> imported = new ArrayList<>();
    try (LayerCache cache = open(List.of(described(name)), List.of(), details)) {
      for (String module : modules) {
        cache.prefetch(KillProject.image(module), layer -> false);
      }
      for (String module : modules) {
        imported.addAll(bring(module, cache, jib));
      }
      base.bring(cache, jibBaseCache(), home);
    }
    return imported;
  }

  private List<ImportedLayer> bring(String module, LayerCache cache, JibLayerCache jib) {
    CacheEvents events = CacheEvents.to(warnings::add, detail -> {});
    SessionTars tars = new SessionTars();
    LayerImport imports =
        new LayerImport(
            KillProject.image(module),
            cache,
            jib,
            tars,
            new SmallLayers(jib, tars),
            Optional.empty(),
            events);
    try (LayerImport.Begun begun = imports.begin(project.planned(module))) {
      return begun.await();
    }
  }

  /**
   * Imports what there is and exports all, in one session, so that damage is mended. What a slow
   * machine gives up is not known to be damaged: it takes another session, as in real life another
   * build.
   */
  void build(String name, List<String> modules) throws Exception {
    untilNothingIsGivenUp(details -> build(name, modules, details));
  }

  private void build(String name, List<String> modules, Consumer<String> details) throws Exception {
    JibLayerCache jib = JibLayerCache.in(new JibCacheDirectory(jibCache()));
    try (LayerCache cache = open(List.of(described(name)), List.of(described(name)), details)) {
      for (String module : modules) {
        bring(module, cache, jib);
        cache.export(project.built(module));
      }
      base.bring(cache, jibBaseCache(), home);
      cache.baseImages().export(base.built());
    }
  }
}
