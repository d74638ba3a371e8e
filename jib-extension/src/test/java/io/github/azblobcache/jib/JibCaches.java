package io.github.azblobcache.jib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.tools.jib.cache.Cache;
import com.google.cloud.tools.jib.cache.CachedLayer;
import io.github.azblobcache.jib.layers.PlannedLayer;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** What stands under final names in Jib's caches, and where layers are on their way to them. */
record JibCaches(KillSite site) {

  /** That nothing is partial, and nothing wrong. */
  void assertNothingHalfDone() throws IOException {
    assertLayersAreWhole(site.jibCache());
    assertLayersAreWhole(site.jibBaseCache());
    for (Path selector : list(site.jibCache().resolve("selectors"))) {
      Path layer = site.jibCache().resolve("layers").resolve(Files.readString(selector));
      assertTrue(Files.isDirectory(layer), selector + " leads to " + layer);
    }
    assertTrue(
        !site.base().isRememberedIn(site.jibBaseCache()) || site.base().isIn(site.jibBaseCache()),
        "Jib remembers a base image whose layers it lacks");
    for (Path session : list(site.staging())) {
      for (Path fetched : list(session)) {
        assertTrue(
            fetched.toString().endsWith(".part")
                || Digest.of(Files.readAllBytes(fetched)).hex().equals(name(fetched)),
            "Not whole: " + fetched);
      }
    }
  }

  private static void assertLayersAreWhole(Path jibCache) throws IOException {
    for (Path layer : list(jibCache.resolve("layers"))) {
      List<Path> files = list(layer);
      assertEquals(1, files.size(), layer + " has " + files);
      byte[] bytes = Files.readAllBytes(files.get(0));
      assertEquals(name(layer), Digest.of(bytes).hex());
      byte[] tar = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
      assertEquals(name(files.get(0)), Digest.of(tar).hex());
    }
  }

  /** That Jib finds every layer of some modules, and the base image. */
  void assertComplete(List<String> modules) throws Exception {
    Cache jib = Cache.withDirectory(site.jibCache());
    for (String module : modules) {
      List<LayerFile> built = site.project().built(module).layers();
      List<PlannedLayer> planned = site.project().planned(module);
      for (int i = 0; i < planned.size(); i++) {
        CachedLayer found = jib.retrieve(planned.get(i).files()).orElseThrow();
        assertEquals(built.get(i).blob().digest().hex(), found.getDigest().getHash());
      }
    }
    assertTrue(site.base().isIn(site.jibBaseCache()));
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
