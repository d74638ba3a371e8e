package io.github.azblobcache.jib.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.common.collect.ImmutableList;
import io.github.azblobcache.files.FileFact;
import io.github.azblobcache.files.LayerListing;
import io.github.azblobcache.jib.layers.ImportedLayer;
import io.github.azblobcache.jib.layers.PlannedLayer;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheMode;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.directory.DirectoryBlobStore;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.transfer.CacheTimeouts;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the plan of one build to the explanation of the next one's misses. */
class ComparisonTest {

  private static final String SHOP = "com.acme:shop";

  @TempDir private Path temp;
  private final Deque<String> said = new ArrayDeque<>();
  private PlannedLayer planned;
  private LayerFile layer;

  @BeforeEach
  void build() throws IOException {
    Files.writeString(temp.resolve("file"), "one");
    planned =
        new PlannedLayer(
            "classes",
            ImmutableList.of(
                new FileEntry(
                    temp.resolve("file"),
                    AbsoluteUnixPath.get("/app/file"),
                    FilePermissions.DEFAULT_FILE_PERMISSIONS,
                    Instant.EPOCH)));
    layer = layer("one");
  }

  @Test
  void startsNothingWhereNothingIsBuilt() {
    try (LayerCache cache = open(true)) {
      ImportedLayer local = ImportedLayer.local("classes", layer);
      assertSame(Comparison.NONE, start(cache, local));
    }
  }

  @Test
  void theFirstBuildLeavesItsListsAndTheNextOneIsExplained() throws IOException {
    try (LayerCache cache = open(true)) {
      Explanation first = explained(cache, layer);
      assertEquals(Optional.empty(), first.rebuild(0));
      Optional<LayerFile> lists = first.write(temp.resolve("target"));
      cache.export(new BuiltImage(SHOP, List.of(layer), lists));
    }
    Files.writeString(temp.resolve("file"), "three");
    try (LayerCache cache = open(false)) {
      assertEquals(
          List.of("changed /app/file (size 3 to 5 bytes)"),
          explained(cache, layer("three")).rebuild(0).orElseThrow().files());
    }
  }

  @Test
  void readsNoFileWhereNobodyWantsToKnow() throws IOException {
    Files.delete(temp.resolve("file"));
    try (LayerCache cache = open(false)) {
      Comparison.Result result = start(cache).result().orElseThrow();
      assertEquals(List.of(Optional.empty()), result.files());
    }
  }

  @Test
  void whatCanNotBeReadIsNotExplainedAndNotWritten() throws IOException {
    Files.delete(temp.resolve("file"));
    try (LayerCache cache = open(true)) {
      Explanation explanation = explained(cache, layer);
      assertEquals(Optional.empty(), explanation.rebuild(0));
      assertTrue(said.getFirst().startsWith("misses can't be explained: "), said.getFirst());
      assertEquals(Optional.empty(), explanation.write(temp.resolve("target")));
    }
  }

  @Test
  void listsThatCanNotBeWrittenAreNotExported() throws IOException {
    Path file = Files.writeString(temp.resolve("target"), "no folder");
    try (LayerCache cache = open(true)) {
      assertEquals(Optional.empty(), explained(cache, layer).write(file));
      assertTrue(said.getFirst().startsWith("the file lists can't be written: "), said.getFirst());
    }
  }

  @Test
  void aLayerThatJibDoesNotHaveLeavesTheListsIncomplete() {
    LayerListing known = new LayerListing("classes", layer.diffId(), List.<FileFact>of());
    ImportedLayer imported =
        ImportedLayer.toBuild("classes", Optional.empty(), ImportedLayer.Effort.NONE);
    Explanation explanation =
        new Explanation(
            List.of(imported, imported),
            List.of(Optional.of(known), Optional.empty()),
            Optional.empty(),
            CacheEvents.NONE);
    assertEquals(Optional.empty(), explanation.write(temp.resolve("target")));
  }

  private Explanation explained(LayerCache cache, LayerFile built) {
    return Explanation.of(
        List.of(ImportedLayer.toBuild("classes", Optional.empty(), ImportedLayer.Effort.NONE)),
        List.of(Optional.of(built)),
        start(cache));
  }

  private Comparison start(LayerCache cache) {
    ImportedLayer toBuild =
        ImportedLayer.toBuild("classes", Optional.empty(), ImportedLayer.Effort.NONE);
    return start(cache, toBuild);
  }

  private Comparison start(LayerCache cache, ImportedLayer imported) {
    CacheEvents events = CacheEvents.to(said::add, said::add);
    return Comparison.start(SHOP, cache, List.of(planned), List.of(imported), events);
  }

  private LayerFile layer(String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(temp.resolve("layer-" + content), bytes);
    Digest digest = Digest.of(bytes);
    return new LayerFile(
        new Descriptor(MediaTypes.DOCKER_LAYER_GZIP, digest, bytes.length),
        new DiffId(digest),
        file);
  }

  private LayerCache open(boolean exports) {
    DirectoryLocation location = new DirectoryLocation(temp.resolve("store"));
    CacheDescription cache =
        new CacheDescription(
            location, Layout.DEFAULT, List.of(new ManifestName("main")), CacheMode.MIN, false);
    return new LayerCache(
        new CacheSettings(List.of(cache), exports ? List.of(cache) : List.of(), false),
        any -> new DirectoryBlobStore(location),
        temp.resolve("staging"),
        CacheTimeouts.DEFAULT.withFirstAnswer(Duration.ofMinutes(1)),
        CacheEvents.NONE);
  }
}
