package io.github.azblobcache.jib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.errors.StoreMissingException;
import io.github.azblobcache.transfer.export.BuiltImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * All that a store holds, read byte by byte.
 *
 * @param blobs by their keys, manifests included
 */
record StoreState(Map<String, byte[]> blobs) {

  static StoreState read(BlobStore store) throws IOException {
    Map<String, byte[]> blobs = new TreeMap<>();
    try (Stream<BlobStat> listed = store.list("")) {
      for (BlobStat stat : listed.toList()) {
        try (BlobContent content = store.open(stat.key(), ByteRange.ALL).orElseThrow()) {
          blobs.put(stat.key().path(), content.body().readAllBytes());
        }
      }
    } catch (StoreMissingException e) {
      // Killed before it wrote anything.
    }
    return new StoreState(blobs);
  }

  private CacheConfig config(String name) throws IOException {
    byte[] json = blobs.get(Layout.DEFAULT.manifest(name).path());
    return json == null ? CacheConfig.EMPTY : CacheConfigJson.parse(new ManifestName(name), json);
  }

  /** That each blob is whole, and that each name has its blob. */
  void assertNothingDangles(Set<Digest> except) throws IOException {
    for (Map.Entry<String, byte[]> blob : blobs.entrySet()) {
      if (blob.getKey().startsWith(Layout.DEFAULT.blobsRoot())) {
        Digest digest = Digest.parse(blob.getKey().substring(Layout.DEFAULT.blobsRoot().length()));
        assertTrue(
            except.contains(digest) || Digest.of(blob.getValue()).equals(digest),
            "Not whole: " + blob.getKey());
      }
    }
    for (String key : blobs.keySet()) {
      if (key.startsWith(Layout.DEFAULT.manifestsRoot())) {
        CacheConfig config = config(key.substring(Layout.DEFAULT.manifestsRoot().length()));
        for (CacheLayer layer : config.layers()) {
          if (!except.contains(layer.blob().digest())) {
            assertIsWhatIsSaid(key, layer);
          }
        }
      }
    }
  }

  private void assertIsWhatIsSaid(String manifest, CacheLayer layer) throws IOException {
    byte[] bytes = blobs.get(Layout.DEFAULT.blob(layer.blob().digest()).path());
    assertTrue(bytes != null, manifest + " names " + layer + ", which is not there");
    assertEquals(layer.blob().sizeBytes(), bytes.length);
    Digest inflated =
        MediaTypes.isGzipLayer(layer.blob().mediaType())
            ? Digest.of(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes())
            : Digest.of(bytes);
    assertEquals(layer.diffId().digest(), inflated, manifest + " says what is not so");
  }

  /** That a manifest's newest builds of some modules, and of the base image, are the right ones. */
  void assertNames(KillSite site, String name, List<String> modules) throws IOException {
    CacheConfig config = config(name);
    for (String module : modules) {
      assertNewest(config, site.project().built(module));
    }
    assertNewest(config, site.base().built());
  }

  private static void assertNewest(CacheConfig config, BuiltImage expected) {
    assertEquals(
        expected.layers().stream().map(layer -> layer.blob().digest()).toList(),
        config.newestBuild(expected.name()).stream().map(layer -> layer.blob().digest()).toList(),
        expected.name());
  }

  /** That each blob has a name. */
  void assertNothingUnnamed() throws IOException {
    Set<String> named = new HashSet<>();
    for (String key : blobs.keySet()) {
      if (key.startsWith(Layout.DEFAULT.manifestsRoot())) {
        named.add(key);
        config(key.substring(Layout.DEFAULT.manifestsRoot().length())).blobs().stream()
            .map(digest -> Layout.DEFAULT.blob(digest).path())
            .forEach(named::add);
      }
    }
    assertEquals(named, blobs.keySet());
  }
}
