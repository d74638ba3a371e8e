package io.github.azblobcache.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.settings.syntax.ServerPasswords;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.settings.values.SettingSource;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.store.types.BuiltInStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheSettingsTest {

  private static final Path BASE = Path.of("base").toAbsolutePath();

  private static CacheSettings read(SettingSource... sources) {
    return CacheSettings.read(
        List.of(sources),
        new SettingContext(
            name -> null, BASE, ServerPasswords.NONE, warning -> {}, BuiltInStores.TYPES));
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
    CacheSettings settings =
        read(variable("AZBLOB_CACHE_TO", " "), variable("AZBLOB_CACHE_FROM", ""));

    assertEquals(CacheSettings.NOTHING, settings);
    assertTrue(settings.isNothing());
    assertTrue(read().isNothing());
  }

  @Test
  void takesEachSettingFromTheFirstSourceThatHasIt() {
    CacheSettings settings =
        read(
            user("azblob-cache.from", "type=local,src=user"),
            SettingSource.pluginConfiguration(Map.of("cacheFrom", "type=local,src=plugin")::get),
            SettingSource.projectProperties(Map.of("azblob-cache.to", "type=local,dest=pom")::get),
            variable("AZBLOB_CACHE_TO", "type=local,dest=environment"));

    assertEquals(List.of(Path.of("user")), folders(settings.from()));
    assertEquals(List.of(Path.of("pom")), folders(settings.to()));
    assertFalse(settings.isNothing());
  }

  @Test
  void anEmptySettingIsNoneWhateverIsWrittenBehindIt() {
    CacheSettings settings =
        read(
            user("azblob-cache.to", ""),
            SettingSource.pluginConfiguration(
                Map.of("cacheFrom", "\n ", "cacheTo", "type=local,dest=plugin")::get),
            variable("AZBLOB_CACHE_FROM", "type=local,src=environment"));

    assertEquals(CacheSettings.NOTHING, settings);
  }

  @Test
  void skipsOneOfTheTwoAndDoesNotReadIt() {
    SettingSource caches =
        SettingSource.pluginConfiguration(
            Map.of("cacheFrom", "type=local,src=from", "cacheTo", "type=local,dest=to")::get);
    SettingSource wrong =
        SettingSource.pluginConfiguration(Map.of("cacheFrom", "wrong", "cacheTo", "wrong")::get);

    CacheSettings imports = read(user("azblob-cache.skipExport", "true"), caches);
    CacheSettings exports = read(variable("AZBLOB_CACHE_SKIP_IMPORT", "1"), caches);

    assertEquals(List.of(Path.of("from")), folders(imports.from()));
    assertEquals(List.of(), imports.to());
    assertEquals(List.of(), exports.from());
    assertEquals(List.of(Path.of("to")), folders(exports.to()));
    assertTrue(
        read(
                user("azblob-cache.skipExport", "true"),
                SettingSource.projectProperties(Map.of("azblob-cache.skipImport", "true")::get),
                wrong)
            .isNothing());
  }

  @Test
  void accessThatNobodyHasSetSaysThatItExports() {
    List<String> warnings = new ArrayList<>();
    SettingSource environment =
        SettingSource.environment(Map.of("AZBLOB_CACHE_ACCESS", "$(access)")::get)
            .warning(warnings::add);

    read(environment);

    assertTrue(
        warnings.contains(
            "AZBLOB_CACHE_ACCESS is '$(access)', which has no value here. It counts as not set, so"
                + " caches are read and exported to. Where it should be, give the variable a"
                + " value."),
        warnings.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "read, 1, 0",
    "write, 0, 1",
    "read-write, 1, 1",
    "Read-Write, 1, 1",
    "none, 0, 0",
    "'', 1, 1",
    "$(access), 1, 1",
  })
  void accessSaysWhatBuildsMayDoWithTheirCaches(String access, int imports, int exports) {
    SettingSource caches =
        SettingSource.pluginConfiguration(
            Map.of("cacheFrom", "type=local,src=from", "cacheTo", "type=local,dest=to")::get);

    CacheSettings settings = read(variable("AZBLOB_CACHE_ACCESS", access), caches);

    assertEquals(imports, settings.from().size());
    assertEquals(exports, settings.to().size());
    assertFalse(settings.skip());
    assertEquals(
        imports == 0, CacheSettings.skipsImport(List.of(user("azblob-cache.access", access))));
  }

  @Test
  void accessAndTheSkipsAllCountAndTheCachesOfNeitherAreRead() {
    SettingSource wrong =
        SettingSource.pluginConfiguration(Map.of("cacheFrom", "wrong", "cacheTo", "wrong")::get);

    assertTrue(read(user("azblob-cache.access", "none"), wrong).isNothing());
    assertTrue(
        read(
                user("azblob-cache.access", "read"),
                variable("AZBLOB_CACHE_SKIP_IMPORT", "true"),
                wrong)
            .isNothing());
  }

  @Test
  void aWordThatIsNoAccessIsRefused() {
    assertEquals(
        "-Dazblob-cache.access: 'write-only' is not a valid value. Use 'read' or"
            + " 'write' or 'read-write' or 'none'.",
        assertThrows(
                InvalidSettingException.class,
                () -> read(user("azblob-cache.access", "write-only")))
            .getMessage());
  }

  @Test
  void aPlaceThatCountsMoreTurnsASkipOffAgain() {
    SettingSource pom =
        SettingSource.projectProperties(
            Map.of("azblob-cache.skipExport", "true", "azblob-cache.to", "type=local,dest=to")
                ::get);

    assertEquals(1, read(user("azblob-cache.skipExport", "false"), pom).to().size());
    assertEquals(0, read(pom).to().size());
  }

  @Test
  void whatLooksAfterACacheLooksAfterOneThatBuildsSkip() {
    CacheSettings settings =
        CacheSettings.readForUpkeep(
            List.of(
                user("azblob-cache.skipExport", "true"),
                variable("AZBLOB_CACHE_ACCESS", "none"),
                variable("AZBLOB_CACHE_TO", "type=local,dest=to")),
            new SettingContext(
                name -> null, BASE, ServerPasswords.NONE, warning -> {}, BuiltInStores.TYPES));

    assertEquals(List.of(Path.of("to")), folders(settings.to()));
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
  void theJibExtensionKnowsThePluginsNamesToo() {
    CacheSettings settings =
        read(
            SettingSource.extensionProperties(
                Map.of("cacheFrom", "type=local,src=a", "cache-to", "type=local,dest=b")));

    assertEquals(List.of(Path.of("a")), folders(settings.from()));
    assertEquals(List.of(Path.of("b")), folders(settings.to()));
  }

  @Test
  void aMistypedPropertyOfTheJibExtensionIsNamed() {
    assertEquals(
        "The Jib extension's <properties>: there is no <cache-form>. Did you mean <cache-from>?"
            + " They are cache-from, cache-to, skip, skip-import, skip-export, access,"
            + " directory, patience, grace, summary, parallel-gzip, lazy.",
        assertThrows(
                InvalidSettingException.class,
                () -> SettingSource.extensionProperties(Map.of("cache-form", "x")))
            .getMessage());
  }

  @Test
  void aSessionsSettingsAreReadFromAnywhere() {
    assertEquals(
        new SessionSettings(
            Optional.of("a"),
            Optional.of(Duration.ofMillis(2500)),
            Optional.of(Duration.ofHours(6)),
            false,
            true,
            true),
        SessionSettings.read(
            List.of(
                user("azblob-cache.directory", " a "),
                SettingSource.projectProperties(Map.of("azblob-cache.grace", "6h")::get),
                variable("AZBLOB_CACHE_SUMMARY", "false"),
                variable("AZBLOB_CACHE_PARALLEL_GZIP", "true"),
                variable("AZBLOB_CACHE_LAZY", "true"),
                variable("AZBLOB_CACHE_PATIENCE", "2500ms"))));
    assertEquals(
        new SessionSettings(
            Optional.empty(), Optional.empty(), Optional.empty(), true, false, false),
        SessionSettings.read(List.of()));
    assertEquals(
        "AZBLOB_CACHE_PATIENCE: '1h' is not a duration. Write 2s or 30s.",
        assertThrows(
                InvalidSettingException.class,
                () -> SessionSettings.read(List.of(variable("AZBLOB_CACHE_PATIENCE", "1h"))))
            .getMessage());
    assertEquals(
        "-Dazblob-cache.directory: '~/x' names a folder '~', because only a shell replaces '~'."
            + " Write "
            + System.getProperty("user.home")
            + "/x, or in a POM ${user.home}/x.",
        assertThrows(
                InvalidSettingException.class,
                () -> SessionSettings.read(List.of(user("azblob-cache.directory", "~/x"))))
            .getMessage());
  }

  @Test
  void refusesADoubtfulSkip() {
    assertEquals(
        "-Dazblob-cache.skip: 'yes' is neither true nor false. Write true or false, or leave it"
            + " out.",
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
          case "extension" -> SettingSource.extensionProperties(values);
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
            new SettingContext(
                Map.of("BUILDKIT_AZURE_STORAGE_ACCOUNT_URL", "https://acct.blob.core.windows.net")
                    ::get,
                BASE,
                ServerPasswords.NONE,
                warning -> {},
                BuiltInStores.TYPES));

    assertEquals(
        "https://acct.blob.core.windows.net/buildkit-cache",
        settings.from().get(0).location().toString());
  }
}
