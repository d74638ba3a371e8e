package io.github.azblobcache.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.DirectoryLocation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheSettingsTest {

  private static final Path BASE = Path.of("base").toAbsolutePath();

  private static CacheSettings read(SettingSource... sources) {
    return CacheSettings.read(List.of(sources), name -> null, BASE);
  }

  private static SettingSource user(String key, String value) {
    return SettingSource.userProperties(Map.of(key, value)::get);
  }

  private static SettingSource variable(String key, String value) {
    return SettingSource.environment(Map.of(key, value)::get);
  }

  private static List<Path> folders(List<CacheDescription> caches) {
    return caches.stream()
        .map(cache -> BASE.relativize(((DirectoryLocation) cache.location()).directory()))
        .toList();
  }

  @Test
  void nothingIsConfiguredWhereNothingIsWritten() {
    CacheSettings settings = read(user("azblob-cache.to", " "), variable("AZBLOB_CACHE_FROM", ""));

    assertEquals(CacheSettings.NOTHING, settings);
    assertTrue(settings.isNothing());
    assertTrue(read().isNothing());
  }

  @Test
  void takesEachSettingFromTheFirstSourceThatHasIt() {
    CacheSettings settings =
        read(
            user("azblob-cache.from", "type=local,src=user"),
            SettingSource.pluginConfiguration(
                Map.of("cacheFrom", "type=local,src=plugin", "cacheTo", "\n ")::get),
            SettingSource.projectProperties(Map.of("azblob-cache.to", "type=local,dest=pom")::get),
            variable("AZBLOB_CACHE_TO", "type=local,dest=environment"));

    assertEquals(List.of(Path.of("user")), folders(settings.from()));
    assertEquals(List.of(Path.of("pom")), folders(settings.to()));
    assertFalse(settings.isNothing());
  }

  @Test
  void needsTheNetworkForAzureOnly() {
    assertFalse(read().needsNetwork());
    assertFalse(read(user("azblob-cache.from", "type=local,src=a")).needsNetwork());
    assertTrue(
        read(
                user("azblob-cache.from", "type=local,src=a"),
                variable(
                    "AZBLOB_CACHE_TO",
                    "type=azblob,account_url=https://acct.blob.core.windows.net"))
            .needsNetwork());
  }

  @Test
  void skipTurnsAllOffAndReadsNothingElse() {
    CacheSettings settings =
        read(
            user("azblob-cache.skip", "true"),
            variable("AZBLOB_CACHE_FROM", "type=wrong"),
            variable("AZBLOB_CACHE_TO", "type=local,dest=a"));

    assertEquals(new CacheSettings(List.of(), List.of(), true), settings);
    assertTrue(settings.isNothing());
  }

  @Test
  void theFirstSourceCanTurnASkipOffAgain() {
    CacheSettings settings =
        read(
            user("azblob-cache.skip", "false"),
            SettingSource.pluginConfiguration(
                Map.of("skip", "true", "cacheTo", "type=local,dest=a")::get));

    assertFalse(settings.skip());
    assertEquals(1, settings.to().size());
  }

  @Test
  void refusesADoubtfulSkip() {
    assertEquals(
        "-Dazblob-cache.skip: 'yes' is neither true nor false. Write true to turn the cache off, or"
            + " leave it out.",
        assertThrows(InvalidSettingException.class, () -> read(user("azblob-cache.skip", "yes")))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "user, azblob-cache.to, -Dazblob-cache.to",
    "plugin, cacheTo, <cacheTo>",
    "extension, cache-to, <cache-to>",
    "pom, azblob-cache.to, <azblob-cache.to>",
    "environment, AZBLOB_CACHE_TO, AZBLOB_CACHE_TO",
  })
  void callsASettingWhatTheUserCallsIt(String place, String key, String name) {
    Map<String, String> values = Map.of(key, "type=local");
    SettingSource source =
        switch (place) {
          case "user" -> SettingSource.userProperties(values::get);
          case "plugin" -> SettingSource.pluginConfiguration(values::get);
          case "extension" -> SettingSource.extensionProperties(values::get);
          case "pom" -> SettingSource.projectProperties(values::get);
          default -> SettingSource.environment(values::get);
        };

    assertEquals(
        name + ": no dest. Write dest=<folder>.",
        assertThrows(InvalidSettingException.class, () -> read(source)).getMessage());
  }

  @Test
  void readsTheVariablesOfBuildKit() {
    CacheSettings settings =
        CacheSettings.read(
            List.of(variable("AZBLOB_CACHE_FROM", "type=azblob")),
            Map.of("BUILDKIT_AZURE_STORAGE_ACCOUNT_URL", "https://acct.blob.core.windows.net")::get,
            BASE);

    assertEquals(
        "https://acct.blob.core.windows.net/buildkit-cache",
        settings.from().get(0).location().toString());
  }
}
