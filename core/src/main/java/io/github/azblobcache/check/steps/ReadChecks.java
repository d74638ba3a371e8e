package io.github.azblobcache.check.steps;

import io.github.azblobcache.check.CheckedCache;
import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.manifest.json.ManifestFormatException;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.report.format.Bytes;
import io.github.azblobcache.report.format.Counts;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.SmallBlob;
import io.github.azblobcache.store.errors.StoreMissingException;
import io.github.azblobcache.store.errors.StorePermissionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the manifests of a cache, and lists them. */
final class ReadChecks {

  private static final int COUNTED = 1000;

  private final CheckedCache cache;
  private final BlobStore store;
  private Optional<CacheLayer> largest = Optional.empty();

  ReadChecks(CheckedCache cache, BlobStore store) {
    this.cache = cache;
    this.store = store;
  }

  /** Reads every manifest that builds read: an export too, which merges. */
  Finding read() throws IOException {
    List<String> found = new ArrayList<>();
    boolean isAnyThere = false;
    for (ManifestName name : cache.names()) {
      Optional<SmallBlob> manifest = manifest(name);
      isAnyThere |= manifest.isPresent();
      try {
        found.add(manifest.isPresent() ? describe(name, manifest.get()) : "no '" + name + "' yet");
      } catch (ManifestFormatException e) {
        return Finding.failed(e.getMessage() + ".", advice(e));
      }
    }
    String detail = String.join("; ", found) + Rights.READ.of(cache.location());
    return isAnyThere || cache.isExported()
        ? Finding.ok(detail)
        : Finding.note(
            detail,
            "Nothing is imported before the first export under this name. If there was one, check "
                + StoreChecks.of(cache.location()).place()
                + ", 'prefix' and 'name'; azblob-cache:du lists the names.");
  }

  private static String advice(ManifestFormatException e) {
    return e.isReadByBuildKit()
        ? "BuildKit reads it, so no export replaces it. Use another 'name'."
        : "The next export writes it anew.";
  }

  private Optional<SmallBlob> manifest(ManifestName name) throws IOException {
    try {
      return SmallBlob.read(store, key(name), CacheConfigJson.MAX_BYTES + 1);
    } catch (StoreMissingException e) {
      return Optional.empty();
    }
  }

  private BlobKey key(ManifestName name) {
    return cache.layout().manifest(name.value());
  }

  private String describe(ManifestName name, SmallBlob manifest) throws ManifestFormatException {
    CacheConfig config = CacheConfigJson.parse(name, manifest.bytes());
    Map<Digest, Long> blobs = new HashMap<>();
    for (CacheLayer layer : config.layers()) {
      blobs.put(layer.blob().digest(), layer.blob().sizeBytes());
      if (largest.isEmpty() || SIZE.compare(layer, largest.get()) > 0) {
        largest = Optional.of(layer);
      }
    }
    return "'"
        + name
        + "' names "
        + Counts.of(blobs.size(), "blob")
        + " ("
        + Bytes.human(blobs.values().stream().mapToLong(Long::longValue).sum())
        + ")";
  }

  private static final Comparator<CacheLayer> SIZE =
      Comparator.comparingLong(layer -> layer.blob().sizeBytes());

  /** The largest layer that the manifests name, once they have been read. */
  Optional<CacheLayer> largest() {
    return largest;
  }

  /** Lists the manifests; no build needs that. */
  Finding list() throws IOException {
    String right = Rights.LIST.of(cache.location());
    try (Stream<BlobStat> listing = store.list(cache.layout().manifestsRoot())) {
      long count = listing.limit(COUNTED).count();
      return Finding.ok(
          (count == COUNTED ? COUNTED + " manifests or more" : Counts.of(count, "manifest"))
              + right);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (StoreMissingException e) {
      return Finding.ok("nothing to list yet");
    } catch (StorePermissionException e) {
      return Finding.note(
          "not allowed" + right + ": no build needs it, but prune, du and verify do", e.advice());
    }
  }
}
