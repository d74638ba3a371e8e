package io.github.azblobcache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.SettingSource;
import io.github.azblobcache.transfer.CacheEvents;
import io.github.azblobcache.transfer.ExportReport;
import io.github.azblobcache.transfer.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutImportTest {

  @Test
  void importsNothingForAnImageThatNoCacheKnows(@TempDir Path folder) throws IOException {
    CacheSettings settings =
        CacheSettings.read(
            List.of(
                SettingSource.userProperties(
                    Map.of("azblob-cache.from", "type=local,src=cache")::get)),
            name -> null,
            folder);
    BuildPlace place =
        new BuildPlace(folder, new CacheHome(folder.resolve("home")), Patience.DEFAULT);

    try (CheckoutImport checkout = new CheckoutImport(place, CacheEvents.NONE)) {
      assertEquals(ExportReport.NOTHING, checkout.run(settings, List.of("com.example:hello")));
    }
  }
}
