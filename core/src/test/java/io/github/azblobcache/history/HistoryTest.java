package io.github.azblobcache.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.history.HistoryFixture.Layer;
import io.github.azblobcache.manifest.BuildKitReaders;
import io.github.azblobcache.report.format.ReportFormat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.azure.AzureBlobStore;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.directory.DirectoryBlobStore;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.testkit.Azurite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

  @TempDir private Path folder;

  private final HistoryFixture cache =
      new HistoryFixture(new MemoryBlobStore(Clock.fixed(HistoryFixture.NOW, ZoneOffset.UTC)));

  private static Layer dependencies(String api) {
    return Layer.of("dependencies", 71_130_000, "/app/libs/slf4j-2.0.jar:1", api);
  }

  private static Layer classes(int version) {
    return Layer.of("classes", 4_210, "/app/classes/Shop.class:" + version);
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  /** Builds in which a module's jar, whose version is the build's number, spoils the layer. */
  private HistoryFixture shop() throws IOException {
    return cache
        .build(50, "main", "com.acme:shop", dependencies("/app/libs/api-1.0.7.jar:7"), classes(1))
        .build(26, "main", "com.acme:shop", dependencies("/app/libs/api-1.0.8.jar:8"), classes(1))
        .build(25, "main", "com.acme:shop", dependencies("/app/libs/api-1.0.8.jar:8"), classes(2))
        .build(1, "main", "com.acme:shop", dependencies("/app/libs/api-1.0.9.jar:9"), classes(3))
        .export();
  }

  @Test
  void printsBuildsLayersAndFiles() throws Exception {
    assertEquals(
        """

        com.acme:shop, 4 builds
        #   BUILD          EXPORTED            NAMES   LAYERS   NEW   REUSED   NEW SIZE   SIZE
        1   BUILD1         About an hour ago   main    2        2     0        71.13MB    71.13MB
        2   BUILD2         25 hours ago        main    2        1     1        4.21kB     71.13MB
        3   BUILD3         26 hours ago        main    2        1     1        71.13MB    71.13MB
        4   BUILD4         2 days ago          main    2        -     -        -          71.13MB

        LAYER          CHANGED   COST
        dependencies   2 of 3    142.3MB
        classes        2 of 3    8.42kB

        COST      CHANGED   ALONE   LAYER          FILE
        142.3MB   2         2       dependencies   /app/libs/api-*.jar
        8.42kB    2         2       classes        /app/classes/Shop.class

        CHANGED counts the builds in which the layer or file was not the same as before.
        COST is the compressed size of the layers that these builds uploaded because of it.
        ALONE counts the builds in which no other file of the layer had changed.
        """,
        withNumbers(lines(shop().printed(ReportFormat.TABLE, 10))));
  }

  private String withNumbers(String text) throws IOException {
    String result = text;
    List<PastBuild> builds = cache.builds().builds();
    for (int i = 0; i < builds.size(); i++) {
      result = result.replace(builds.get(i).id().toString(), "BUILD" + (i + 1));
      result = result.replace(builds.get(i).id().abbreviated(), "BUILD" + (i + 1) + "      ");
    }
    return result;
  }

  @Test
  void printsAsManyAsAreAskedFor() throws Exception {
    List<String> lines = shop().printed(ReportFormat.TABLE, 1);
    assertTrue(lines.contains("3 builds more; -Dazblob-cache.limit=4 shows all"), lines(lines));
    assertTrue(lines.contains("1 layer more; -Dazblob-cache.limit=2 shows all"), lines(lines));
    assertTrue(lines.contains("1 file more; -Dazblob-cache.limit=2 shows all"), lines(lines));
    // What is not printed counts all the same
    assertTrue(lines.contains("dependencies   2 of 3    142.3MB"), lines(lines));
  }

  @Test
  void printsJsonForPrograms() throws Exception {
    assertEquals(
        """
        {'Type':'build','Image':'com.acme:shop','Number':1,'ID':'BUILD1','ExportedAt':'2026-12-30T23:00:00Z',\
        'Names':['main'],'Layers':2,'Size':71134210,'PreviousID':'BUILD2','NewLayers':2,'ReusedLayers':0,'NewSize':71134210}
        {'Type':'build','Image':'com.acme:shop','Number':2,'ID':'BUILD2','ExportedAt':'2026-12-29T23:00:00Z',\
        'Names':['main'],'Layers':2,'Size':71134210,'PreviousID':'BUILD3','NewLayers':1,'ReusedLayers':1,'NewSize':4210}
        {'Type':'build','Image':'com.acme:shop','Number':3,'ID':'BUILD3','ExportedAt':'2026-12-29T22:00:00Z',\
        'Names':['main'],'Layers':2,'Size':71134210,'PreviousID':'BUILD4','NewLayers':1,'ReusedLayers':1,'NewSize':71130000}
        {'Type':'build','Image':'com.acme:shop','Number':4,'ID':'BUILD4','ExportedAt':'2026-12-28T22:00:00Z',\
        'Names':['main'],'Layers':2,'Size':71134210}
        {'Type':'layer','Image':'com.acme:shop','Layer':'dependencies','Changed':2,'Builds':3,'Cost':142260000}
        {'Type':'layer','Image':'com.acme:shop','Layer':'classes','Changed':2,'Builds':3,'Cost':8420}
        {'Type':'file','Image':'com.acme:shop','Layer':'dependencies','File':'/app/libs/api-*.jar',\
        'Changed':2,'Alone':2,'Cost':142260000}
        {'Type':'file','Image':'com.acme:shop','Layer':'classes','File':'/app/classes/Shop.class',\
        'Changed':2,'Alone':2,'Cost':8420}
        """
            .replace('\'', '"'),
        withNumbers(lines(shop().printed(ReportFormat.JSON, 10))));
  }

  @Test
  void comparesTwoBuilds() throws Exception {
    shop();
    assertEquals(
        """

        com.acme:shop, build BUILD2       (25 hours ago) against BUILD4       (2 days ago)
        LAYER          STATE     OLD SIZE   NEW SIZE   FILES
        dependencies   changed   71.13MB    71.13MB    0 of 2 files changed, 1 added, 1 removed
        classes        changed   4.21kB     4.21kB     1 of 1 files changed, 0 added, 0 removed

        dependencies:
          added /app/libs/api-1.0.8.jar
          removed /app/libs/api-1.0.7.jar

        classes:
          changed /app/classes/Shop.class (content)
        """,
        withNumbers(lines(cache.compared(ReportFormat.TABLE, "4", "2"))));
    assertEquals(
        """
        {'Type':'layer','Image':'com.acme:shop','OlderID':'BUILD3','NewerID':'BUILD2','Layer':'dependencies',\
        'State':'same','OlderSize':71130000,'NewerSize':71130000,'FilesKnown':true}
        {'Type':'layer','Image':'com.acme:shop','OlderID':'BUILD3','NewerID':'BUILD2','Layer':'classes',\
        'State':'changed','OlderSize':4210,'NewerSize':4210,'FilesKnown':true}
        {'Type':'file','Image':'com.acme:shop','Layer':'classes','File':'/app/classes/Shop.class',\
        'State':'changed','How':'content'}
        """
            .replace('\'', '"'),
        withNumbers(lines(cache.compared(ReportFormat.JSON, "26h", "2026-12-30T00:00:00Z"))));
  }

  @Test
  void layersThatOneBuildAloneHasAreNewOrRemoved() throws Exception {
    cache
        .build(2, "main", "com.acme:shop", classes(1), Layer.of("config", 10, "/app/config:1"))
        .build(1, "main", "com.acme:shop", Layer.of("jvm flags", 20, "/app/jvm:1"), classes(1))
        .export();
    assertEquals(
        """
        LAYER       STATE     OLD SIZE   NEW SIZE   FILES
        jvm flags   new       -          20B
        classes     same      4.21kB     4.21kB
        config      removed   10B        -
        """,
        lines(cache.compared(ReportFormat.TABLE, "2", "1").subList(2, 6)));
    List<String> lines = cache.printed(ReportFormat.TABLE, 10);
    assertTrue(
        lines.contains("20B    1         1       jvm flags   (the layer is new)"), lines(lines));
  }

  /** 50 builds of 10 images; every image is another one, and all are alike. */
  private static void fill(HistoryFixture cache) throws IOException {
    for (int build = 0; build < 5; build++) {
      for (int image = 0; image < 10; image++) {
        cache.build(
            100 - build,
            "main",
            "com.acme:shop-" + image,
            Layer.of("dependencies", 50_000_000, "/app/libs/of-" + image + ".jar:" + build / 2),
            Layer.of("classes", 1_000, "/app/classes/Of" + image + ".class:" + build));
      }
    }
    cache.export();
  }

  private static void assertFiftyBuilds(BlobStore store) throws IOException {
    HistoryFixture cache = new HistoryFixture(store);
    fill(cache);
    List<String> lines = cache.printed(ReportFormat.JSON, 10);
    assertEquals(50, lines.stream().filter(it -> it.startsWith("{\"Type\":\"build\"")).count());
    for (int image = 0; image < 10; image++) {
      String jar =
          "{'Type':'file','Image':'com.acme:shop-%d','Layer':'dependencies','File':'/app/libs/of-%d.jar','Changed':2,'Alone':2,'Cost':100000000}"
              .formatted(image, image)
              .replace('\'', '"');
      assertTrue(lines.contains(jar), lines(lines));
    }
    assertEquals(5 + 2 + 2, cache.printed(ReportFormat.JSON, 10, "*:shop-3", "no-such").size());
  }

  @Test
  void fiftyBuildsOfTenImagesInAFolder() throws Exception {
    try (BlobStore store = new DirectoryBlobStore(new DirectoryLocation(folder))) {
      assertFiftyBuilds(store);
    }
  }

  @Test
  void fiftyBuildsOfTenImagesInAzurite() throws Exception {
    Azurite azurite = Azurite.shared();
    AzureLocation location =
        new AzureLocation(
            azurite.accountUrl(),
            azurite.accountName(),
            azurite.newContainerName(),
            new AzureCredential.AccountKey(azurite.accountKey()));
    try (BlobStore store = new AzureBlobStore(location)) {
      assertFiftyBuilds(store);
    }
  }

  @Test
  void ofBuildKitTellsWhatItsManifestTells() throws Exception {
    cache
        .buildKit("max", BuildKitReaders.sample("buildkit-0.11.6-mode-max.json"))
        .build(1, "max", "com.acme:shop", classes(1))
        .export();
    List<String> lines = cache.printed(ReportFormat.TABLE, 10);
    assertEquals(
        """

        (BuildKit), 1 stack of layers, dated by its top layer
        #   BUILD          MADE          NAMES   LAYERS   NEW   REUSED   NEW SIZE   SIZE
        1   BUILD1         5 weeks ago   max     6        -     -        -          131.4MB

        """,
        withNumbers(lines(lines.subList(0, 5))));
    assertEquals("com.acme:shop, 1 build", lines.get(5));
  }

  @Test
  void aBranchIsComparedWithItselfAndItsFirstBuildWithWhatItCameFrom() throws Exception {
    cache
        .build(9, "main", "com.acme:shop", dependencies("/app/libs/api.jar:1"), classes(1))
        .build(8, "feature", "com.acme:shop", dependencies("/app/libs/api.jar:1"), classes(2))
        .build(7, "main", "com.acme:shop", dependencies("/app/libs/api.jar:3"), classes(1))
        .build(6, "feature", "com.acme:shop", dependencies("/app/libs/api.jar:1"), classes(4))
        .export();
    ImageBuilds image = cache.builds();
    List<PastBuild> builds = image.builds();
    assertEquals(builds.get(2), image.previous(builds.get(0)).orElseThrow());
    assertEquals(builds.get(3), image.previous(builds.get(1)).orElseThrow());
    assertEquals(builds.get(3), image.previous(builds.get(2)).orElseThrow());
    assertTrue(image.previous(builds.get(3)).isEmpty());
  }

  @Test
  void oneBuildUnderTwoNamesIsOneBuild() throws Exception {
    cache
        .build(9, "main", "com.acme:shop", classes(1))
        .build(8, "feature", "com.acme:shop", classes(1))
        .export();
    assertEquals(1, cache.builds().builds().size());
    assertEquals(List.of("feature", "main"), cache.builds().builds().get(0).names());
    assertEquals(
        HistoryFixture.NOW.minusSeconds(8 * 3600), cache.builds().builds().get(0).exportedAt());
  }

  @Test
  void theIdIsTheChainIdOfTheLayers() throws Exception {
    cache.build(1, "main", "com.acme:shop", classes(1), classes(2)).export();
    assertEquals(
        HistoryFixture.digest(classes(1).built().diffId() + " " + classes(2).built().diffId()),
        cache.builds().builds().get(0).id());
  }

  @Test
  void aTagOfABaseImageIsNoBuild() throws Exception {
    cache
        .withoutLists(1, "main", "tag of base image eclipse-temurin:21 linux/amd64", classes(1))
        .withoutLists(1, "main", "base image eclipse-temurin:21 linux/amd64", classes(1))
        .export();
    List<String> lines = cache.printed(ReportFormat.TABLE, 10);
    assertEquals("base image eclipse-temurin:21 linux/amd64, 1 build", lines.get(1));
    assertEquals(4, lines.size(), lines(lines));
  }
}
