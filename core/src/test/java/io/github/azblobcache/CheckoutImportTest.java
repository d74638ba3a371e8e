package io.github.azblobcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.syntax.ServerPasswords;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.values.SettingSource;
import io.github.azblobcache.store.types.BuiltInStores;
import io.github.azblobcache.testkit.RandomLayer;
import io.github.azblobcache.transfer.CacheTimeouts;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.export.ExportReport;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutImportTest {

  private static final Map<String, String> FROM =
      Map.of("azblob-cache.from", "type=local,src=cache");

  @Test
  void importsNothingForAnImageThatNoCacheKnows(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("cache"));
    assertEquals(ExportReport.NOTHING, run(folder, FROM));
  }

  @Test
  void failsIfACacheIsNotThere(@TempDir Path folder) {
    IOException e = assertThrows(IOException.class, () -> run(folder, FROM));
    assertEquals(
        "The import is not complete: The cache folder "
            + folder.resolve("cache")
            + " does not exist. The first export to it creates it.",
        e.getMessage());
  }

  @Test
  void aCacheThatIsExportedToNeedNotBeThereYet(@TempDir Path folder) throws IOException {
    Map<String, String> both = new HashMap<>(FROM);
    both.put("azblob-cache.to", "type=local,dest=cache");
    assertEquals(ExportReport.NOTHING, run(folder, both));
  }

  @Test
  void failsIfACacheFails(@TempDir Path folder) throws IOException {
    Path manifests = Files.createDirectories(folder.resolve("cache").resolve("manifests"));
    Files.writeString(manifests.resolve("buildkit"), "<html>");
    IOException e = assertThrows(IOException.class, () -> run(folder, FROM));
    assertTrue(e.getMessage().contains("is not one that azblob-cache"), e.getMessage());
    assertFalse(e.getMessage().contains("Building without"), e.getMessage());
  }

  @Test
  void aFailedImportLeavesWhatAnEarlierOneHasBrought(@TempDir Path folder) throws IOException {
    export(folder, 1);
    run(folder, FROM);
    Set<Path> imported = imported(folder);
    Files.writeString(folder.resolve("cache/manifests/buildkit"), "<html>");

    assertThrows(IOException.class, () -> run(folder, FROM));

    assertEquals(1, imported.size());
    assertEquals(imported, imported(folder));
    assertEquals(Set.of(), files(folder.resolve("home/staging")));
  }

  @Test
  void aLaterImportBringsTheNewestBuildInPlaceOfTheOlder(@TempDir Path folder) throws IOException {
    export(folder, 1);
    run(folder, FROM);
    Set<Path> older = imported(folder);
    export(folder, 2);

    assertEquals(1, run(folder, FROM).uploadedLayers());

    Set<Path> newer = imported(folder);
    assertEquals(older.size(), newer.size());
    assertNotEquals(older, newer);
  }

  @Test
  void anImportThatFindsNoBuildLeavesWhatAnEarlierOneHasBrought(@TempDir Path folder)
      throws IOException {
    export(folder, 1);
    run(folder, FROM);
    Set<Path> imported = imported(folder);
    JibCacheDirectory.deleteTree(folder.resolve("cache"));
    Files.createDirectory(folder.resolve("cache"));

    assertEquals(ExportReport.NOTHING, run(folder, FROM));

    assertEquals(imported, imported(folder));
  }

  @Test
  void aPartIsKeptWhereThereIsNothingElse(@TempDir Path folder) throws IOException {
    export(folder, 1);
    Map<String, String> two =
        Map.of("azblob-cache.from", "type=local,src=cache\ntype=local,src=not-there");

    assertThrows(IOException.class, () -> run(folder, two));
    assertEquals(1, imported(folder).size());
  }

  private static void export(Path folder, long seed) throws IOException {
    RandomLayer layer = RandomLayer.write(folder.resolve("built"), seed, 100);
    LayerFile file =
        new LayerFile(
            new Descriptor(
                MediaTypes.DOCKER_LAYER_GZIP, Digest.parse(layer.digest()), layer.sizeBytes()),
            DiffId.parse(layer.diffId()),
            layer.file());
    CacheSettings to = settings(folder, Map.of("azblob-cache.to", "type=local,dest=cache"));
    try (SessionCaches caches = new SessionCaches(place(folder), CacheEvents.NONE)) {
      caches.cacheFor(to).export(new BuiltImage("com.example:hello", List.of(file)));
    }
  }

  private static Set<Path> imported(Path folder) throws IOException {
    return files(place(folder).imported().resolve("blobs"));
  }

  private static Set<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .map(folder::relativize)
          .filter(path -> !path.toString().isEmpty())
          .collect(Collectors.toSet());
    }
  }

  private static ExportReport run(Path folder, Map<String, String> user) throws IOException {
    BuildEnvironment place = place(folder);
    // As a build and the goal read them: what was imported before comes first
    CacheSettings settings = place.settings(settings(folder, user), false);
    try (CheckoutImport checkout = new CheckoutImport(place, CacheEvents.NONE)) {
      return checkout.run(settings, List.of("com.example:hello"));
    }
  }

  private static CacheSettings settings(Path folder, Map<String, String> user) {
    return CacheSettings.read(
        List.of(SettingSource.userProperties(user::get)),
        new SettingContext(
            name -> null, folder, ServerPasswords.NONE, warning -> {}, BuiltInStores.TYPES));
  }

  private static BuildEnvironment place(Path folder) {
    return new BuildEnvironment(
        folder, new CacheDirectories(folder.resolve("home")), CacheTimeouts.DEFAULT);
  }
}
