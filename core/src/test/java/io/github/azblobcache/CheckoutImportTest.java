package io.github.azblobcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.Servers;
import io.github.azblobcache.settings.SettingSource;
import io.github.azblobcache.settings.Surroundings;
import io.github.azblobcache.transfer.CacheEvents;
import io.github.azblobcache.transfer.ExportReport;
import io.github.azblobcache.transfer.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static ExportReport run(Path folder, Map<String, String> user) throws IOException {
    CacheSettings settings =
        CacheSettings.read(
            List.of(SettingSource.userProperties(user::get)),
            new Surroundings(name -> null, folder, Servers.NONE, warning -> {}));
    BuildPlace place =
        new BuildPlace(folder, new CacheHome(folder.resolve("home")), Timing.DEFAULT);
    try (CheckoutImport checkout = new CheckoutImport(place, CacheEvents.NONE)) {
      return checkout.run(settings, List.of("com.example:hello"));
    }
  }
}
