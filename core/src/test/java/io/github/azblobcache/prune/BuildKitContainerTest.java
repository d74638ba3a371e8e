package io.github.azblobcache.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.manifest.BuildKitReaders;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prunes a container that BuildKit 0.11.6 filled: its very manifests, under its names. */
class BuildKitContainerTest {

  private static final String MIN = "buildkit-0.11.6-mode-min.json";
  private static final String MAX = "buildkit-0.11.6-mode-max.json";

  private final PruneFixture cache = new PruneFixture();

  /** A manifest of 60 days, one of 20, and one of ours of 5. */
  @BeforeEach
  void fill() throws IOException {
    export(60, "old", withALayerOfItsOwn(BuildKitReaders.sample(MAX)));
    export(20, "young", BuildKitReaders.sample(MIN));
    cache.build(5, "young", "com.acme:shop", "mine");
    export(4, "young", BuildKitReaders.sample(MIN));
    cache.build(3, "ours", "com.acme:shop", "mine");
  }

  // The two samples are of one image, and name the same blobs.
  private static byte[] withALayerOfItsOwn(byte[] manifest) {
    String digest = BuildKitReaders.blobs(manifest).iterator().next();
    return new String(manifest, StandardCharsets.UTF_8)
        .replace(digest, "sha256:" + "f".repeat(64))
        .getBytes(StandardCharsets.UTF_8);
  }

  private void export(int daysAgo, String name, byte[] manifest) throws IOException {
    cache.blob(daysAgo);
    for (String digest : BuildKitReaders.blobs(manifest)) {
      cache.put(Layout.DEFAULT.blob(Digest.parse(digest)), new byte[100]);
    }
    cache.manifest(daysAgo, name, manifest);
  }

  private void assertImportable(String... names) throws IOException {
    Set<String> keys = new HashSet<>(cache.keys());
    Set<String> expected = new HashSet<>();
    for (String name : names) {
      BlobKey key = Layout.DEFAULT.manifest(name);
      expected.add(key.path());
      byte[] json = read(key);
      BuildKitReaders.requireReadable(json);
      for (String digest : BuildKitReaders.blobs(json)) {
        expected.add(Layout.DEFAULT.blob(Digest.parse(digest)).path());
      }
    }
    assertEquals(expected, keys);
  }

  private byte[] read(BlobKey key) throws IOException {
    try (BlobContent content = cache.store().open(key, ByteRange.ALL).orElseThrow()) {
      return content.body().readAllBytes();
    }
  }

  @Test
  void whatIsNamedStays() throws Exception {
    cache.prune(TestPolicy.UNNAMED_ONLY.policy());
    assertImportable("old", "young", "ours");
  }

  @Test
  void aNameGoesWholeByItsAge() throws Exception {
    cache.prune(TestPolicy.UNNAMED_ONLY.unusedFor(Duration.ofDays(30)).policy());
    assertImportable("young", "ours");
  }

  @Test
  void aNameGoesWholeForSpace() throws Exception {
    long ours = 100;
    cache.prune(TestPolicy.UNNAMED_ONLY.maxUsedBytes(ours + 100 * minBlobs()).policy());
    assertImportable("young", "ours");
    cache.prune(TestPolicy.UNNAMED_ONLY.maxUsedBytes(ours).policy());
    assertImportable("ours");
  }

  private static long minBlobs() {
    return BuildKitReaders.blobs(BuildKitReaders.sample(MIN)).size();
  }

  @Test
  void aManifestThatStaysIsNotWritten() throws Exception {
    List<BlobStat> before = manifests();
    cache.prune(TestPolicy.UNNAMED_ONLY.keep(1).policy());
    assertEquals(3, before.size());
    assertEquals(before, manifests());
  }

  private List<BlobStat> manifests() throws IOException {
    try (Stream<BlobStat> stats = cache.store().list(Layout.DEFAULT.manifestsRoot())) {
      return stats.toList();
    }
  }
}
