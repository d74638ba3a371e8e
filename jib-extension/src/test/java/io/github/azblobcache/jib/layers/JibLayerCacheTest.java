package io.github.azblobcache.jib.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.cache.Cache;
import com.google.cloud.tools.jib.cache.CachedLayer;
import com.google.cloud.tools.jib.image.ReproducibleLayerBuilder;
import io.github.azblobcache.jib.tar.LayerTar;
import io.github.azblobcache.jib.tar.SessionTars;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.local.JibCacheDirectory.Selector;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.progress.Span;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jib's own code is the judge: what it built elsewhere is taken in, and looked for as Jib looks.
 */
class JibLayerCacheTest {

  @TempDir private Path folder;

  @Test
  void jibFindsALayerThatWasBuiltFromAnotherCheckout() throws Exception {
    FetchedLayer built = builtByJib(layer("one", "hello"));
    PlannedLayer here = layer("two", "hello");
    JibLayerCache cache = cache();
    assertEquals(Optional.empty(), seenByJib(here));

    Optional<LayerFile> admitted = cache.admit(built.layer(), cache.selectorOf(here.files()));

    CachedLayer seen = seenByJib(here).orElseThrow();
    assertEquals(built.blob().digest().hex(), seen.getDigest().getHash());
    assertEquals(built.diffId().digest().hex(), seen.getDiffId().getHash());
    assertEquals(built.blob().sizeBytes(), seen.getSize());
    LayerFile file = cache.layerAt(cache.selectorOf(here.files())).orElseThrow();
    assertEquals(Optional.of(file), admitted);
    assertEquals(new LayerFile(built.blob(), built.diffId(), file.file()), file);
    assertEquals(-1, Files.mismatch(built.file(), file.file()));
  }

  @Test
  void theSelectorIsTheOneThatJibWrites() throws Exception {
    PlannedLayer here = layer("one", "hello");
    JibCacheDirectory directory = new JibCacheDirectory(folder.resolve("other-cache"));
    assertEquals(JibSelectors.written(here.files(), directory), cache().selectorOf(here.files()));
  }

  @Test
  void theDiffIdIsTheOneOfTheLayerThatJibBuilds() throws Exception {
    PlannedLayer planned = layer("one", "hello");
    assertEquals(builtByJib(planned).diffId(), tar(planned).diffId());
  }

  private static LayerTar tar(PlannedLayer layer) throws IOException {
    return new SessionTars().of(layer.files());
  }

  @Test
  void theDiffIdKnowsNeitherPathsNorTimes() throws Exception {
    PlannedLayer here = layer("one", "hello");
    PlannedLayer there = layer("two", "hello");
    Files.setLastModifiedTime(there.files().get(0).getSourceFile(), FileTime.from(Instant.EPOCH));
    assertEquals(tar(here), tar(there));
    assertFalse(tar(here).equals(tar(layer("three", "hallo"))));
  }

  @Test
  void aLayerThatIsThereAlreadyStays() throws Exception {
    PlannedLayer here = layer("one", "hello");
    FetchedLayer built = builtByJib(here);
    JibLayerCache cache = cache();
    Selector selector = cache.selectorOf(here.files());

    assertTrue(cache.admit(built.layer(), selector).isPresent());
    assertTrue(cache.admit(built.layer(), selector).isPresent());
    assertEquals(List.of(built.diffId().digest().hex()), layersIn(built));
  }

  @Test
  void somethingElseUnderTheDigestIsLeftAloneAndNoHit() throws Exception {
    PlannedLayer here = layer("one", "hello");
    FetchedLayer built = builtByJib(here);
    Path file = layerFolder(built).resolve(built.diffId().digest().hex());
    Files.createDirectories(file.getParent());
    Files.writeString(file, "cut short");
    JibLayerCache cache = cache();

    assertEquals(Optional.empty(), cache.admit(built.layer(), cache.selectorOf(here.files())));
    assertEquals("cut short", Files.readString(file));
    assertEquals(Optional.empty(), seenByJib(here));
  }

  @Test
  void leavesNothingInJibsTemporaryFolder() throws Exception {
    PlannedLayer here = layer("one", "hello");
    JibLayerCache cache = cache();
    cache.admit(builtByJib(here).layer(), cache.selectorOf(here.files()));
    try (Stream<Path> left = Files.list(folder.resolve("jib-cache").resolve("tmp"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aLayerWithoutFilesIsNotPlanned() {
    ContainerBuildPlan plan =
        ContainerBuildPlan.builder()
            .addLayer(FileEntriesLayer.builder().setName("empty").build())
            .build();
    assertEquals(List.of(), PlannedLayer.of(plan));
  }

  @Test
  void aSelectorThatLeadsNowhereIsNamed() throws Exception {
    PlannedLayer here = layer("one", "hello");
    JibLayerCache cache = cache();
    Selector selector = cache.selectorOf(here.files());
    Path file = folder.resolve("jib-cache").resolve("selectors").resolve(selector.hex());
    Files.createDirectories(file.getParent());
    Files.writeString(file, "cut short");

    IOException e = assertThrows(IOException.class, () -> cache.layerAt(selector));

    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    assertTrue(e.getMessage().contains("'cut short'"), e.getMessage());
  }

  private Optional<CachedLayer> seenByJib(PlannedLayer layer) throws Exception {
    return Cache.withDirectory(folder.resolve("jib-cache")).retrieve(layer.files());
  }

  private JibLayerCache cache() throws IOException {
    return JibLayerCache.in(new JibCacheDirectory(folder.resolve("jib-cache")));
  }

  private PlannedLayer layer(String checkout, String content) throws IOException {
    Path file = Files.createDirectories(folder.resolve(checkout)).resolve("file.txt");
    Files.writeString(file, content);
    FileEntriesLayer layer =
        FileEntriesLayer.builder()
            .setName("files")
            .addEntry(file, AbsoluteUnixPath.get("/app/file.txt"))
            .build();
    return PlannedLayer.of(ContainerBuildPlan.builder().addLayer(layer).build()).get(0);
  }

  private FetchedLayer builtByJib(PlannedLayer layer) throws Exception {
    Path elsewhere = Files.createTempDirectory(folder, "other-runner");
    CachedLayer built =
        Cache.withDirectory(elsewhere)
            .writeUncompressedLayer(
                new ReproducibleLayerBuilder(layer.files()).build(), layer.files());
    Digest digest = new Digest(built.getDigest().getHash());
    DiffId diffId = new DiffId(new Digest(built.getDiffId().getHash()));
    Path file = elsewhere.resolve("layers").resolve(digest.hex()).resolve(diffId.digest().hex());
    return new FetchedLayer(
        new LayerFile(
            new Descriptor(MediaTypes.DOCKER_LAYER_GZIP, digest, built.getSize()), diffId, file),
        new DirectoryLocation(elsewhere),
        new BlobStat(new BlobKey("blobs/" + digest), built.getSize(), Instant.EPOCH, "etag"),
        new Span(Instant.EPOCH, Instant.EPOCH),
        true);
  }

  private Path layerFolder(FetchedLayer layer) {
    return folder.resolve("jib-cache").resolve("layers").resolve(layer.blob().digest().hex());
  }

  private List<String> layersIn(FetchedLayer layer) {
    try (Stream<Path> files = Files.list(layerFolder(layer))) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
