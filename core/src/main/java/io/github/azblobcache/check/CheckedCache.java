package io.github.azblobcache.check;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.ConfiguredCache;
import io.github.azblobcache.settings.syntax.CacheUse;
import io.github.azblobcache.settings.syntax.Origin;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.StoreLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A place that builds import from, export to, or both, by one credential.
 *
 * @param location the store
 * @param layout where blobs and manifests are in it
 * @param imports the manifests to import from; empty if nothing is imported
 * @param exports the manifests to export to; empty if nothing is exported
 * @param origins where each part of the descriptions comes from
 */
public record CheckedCache(
    StoreLocation location,
    Layout layout,
    List<ManifestName> imports,
    List<ManifestName> exports,
    List<Origin> origins) {

  /** Copies the lists. */
  public CheckedCache {
    imports = List.copyOf(imports);
    exports = List.copyOf(exports);
    origins = List.copyOf(origins);
  }

  /** Brings the descriptions of one place together. */
  public static List<CheckedCache> of(List<ConfiguredCache> configured) {
    record Place(StoreLocation location, Layout layout) {}
    Map<Place, List<ConfiguredCache>> places = new LinkedHashMap<>();
    for (ConfiguredCache cache : configured) {
      CacheDescription description = cache.description();
      Place place = new Place(description.location(), description.layout());
      places.computeIfAbsent(place, it -> new ArrayList<>()).add(cache);
    }
    List<CheckedCache> checked = new ArrayList<>();
    places.forEach(
        (place, caches) ->
            checked.add(
                new CheckedCache(
                    place.location(),
                    place.layout(),
                    names(caches, CacheUse.IMPORT),
                    names(caches, CacheUse.EXPORT),
                    origins(caches))));
    return checked;
  }

  private static List<ManifestName> names(List<ConfiguredCache> caches, CacheUse use) {
    return caches.stream()
        .filter(cache -> cache.use() == use)
        .flatMap(cache -> cache.description().names().stream())
        .distinct()
        .toList();
  }

  // What two descriptions have in common is there once.
  private static List<Origin> origins(List<ConfiguredCache> caches) {
    record Part(String name, String value) {}
    Map<Part, Set<String>> parts = new LinkedHashMap<>();
    for (ConfiguredCache cache : caches) {
      for (Origin origin : cache.origins()) {
        Part part = new Part(origin.part(), origin.value());
        parts.computeIfAbsent(part, it -> new LinkedHashSet<>()).add(origin.place());
      }
    }
    List<Origin> origins = new ArrayList<>();
    parts.forEach(
        (part, places) ->
            origins.add(new Origin(part.name(), part.value(), String.join(" and ", places))));
    return origins;
  }

  /** Whether builds import from it. */
  public boolean isImported() {
    return !imports.isEmpty();
  }

  /** Whether builds export to it. */
  public boolean isExported() {
    return !exports.isEmpty();
  }

  /** All manifests, each once. */
  public Set<ManifestName> names() {
    Set<ManifestName> names = new LinkedHashSet<>(imports);
    names.addAll(exports);
    return names;
  }
}
