package io.github.azblobcache.transfer.shared;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.store.BlobStore;
import java.util.ArrayList;
import java.util.List;

/** The manifests that a cache description names, each a {@link CacheSource}. */
public final class Sources {

  private Sources() {}

  public static List<CacheSource> of(CacheDescription description, BlobStore store) {
    List<CacheSource> sources = new ArrayList<>();
    for (ManifestName name : description.names()) {
      sources.add(new CacheSource(description.location(), store, description.layout(), name));
    }
    return List.copyOf(sources);
  }
}
