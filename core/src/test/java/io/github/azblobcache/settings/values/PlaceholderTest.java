package io.github.azblobcache.settings.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.SessionSettings;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.store.types.BuiltInStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTest {

  private static final String AZBLOB = "type=azblob,account_url=https://acct.blob.core.windows.net";

  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> servers = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  private CacheSettings read() {
    return CacheSettings.read(
        List.of(SettingSource.environment(environment::get).warning(warnings::add)),
        new SettingContext(
            environment::get,
            Path.of(""),
            id -> Optional.ofNullable(servers.get(id)),
            warnings::add,
            BuiltInStores.TYPES));
  }

  private void assertNoCacheBut(String placeholder, String where) {
    assertEquals(CacheSettings.NOTHING, read());
    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).startsWith(where + " "), warnings.get(0));
    assertTrue(warnings.get(0).contains("'" + placeholder + "'"), warnings.get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$(cacheKey) | secret_access_key=$(cacheKey)",
        "$(Build.SourceBranchName) | name=$(Build.SourceBranchName)",
        "${env.CACHE_URL} | account_url=${env.CACHE_URL}",
        "${cache.url} | account_url=https://${cache.url}/",
        "${{ secrets.KEY }} | secret_access_key=${{ secrets.KEY }}",
        "$CACHE_KEY | secret_access_key=$CACHE_KEY",
        "$ACCOUNT | account_url=https://$ACCOUNT.blob.core.windows.net",
        "$SAS | account_url=https://acct.blob.core.windows.net?$SAS",
        "%CACHE_KEY% | secret_access_key=%CACHE_KEY%",
        "%cacheKey% | account_url=https://acct.blob.core.windows.net,secret_access_key=%cacheKey%",
        "$CACHE | $CACHE,name=main",
        "$KEY | connection_string=AccountName=acct;AccountKey=$KEY"
      })
  void isFound(String placeholder, String text) {
    assertEquals(Optional.of(placeholder), Placeholder.in(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sas_token=sv=2023-11-03&sp=rcwl&sig=a%2Bb%3D&x=%AFab%AF",
        "container=$root",
        "name=a$b;c$",
        "name=100%",
        "src=C:\\\\work\\\\$cache",
        "src=\\\\\\\\server\\\\C$\\\\cache",
        "name=$(",
        "name=${}",
        "name=50%of%all",
        "name=$()",
        "name=$(a,b)"
      })
  void isNoOrdinaryText(String text) {
    assertEquals(Optional.empty(), Placeholder.in(text));
  }

  @Test
  void isAllOfAText() {
    assertTrue(Placeholder.isAll(" $(cacheTo)\n"));
    assertFalse(Placeholder.isAll("$(cache),name=main"));
    assertFalse(Placeholder.isAll(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AZBLOB_CACHE_FROM", "AZBLOB_CACHE_TO"})
  void aWholeSettingIsNoCache(String variable) {
    environment.put(variable, "$(cache)");
    assertNoCacheBut("$(cache)", variable);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AZBLOB_CACHE_FROM", "AZBLOB_CACHE_TO"})
  void aCredentialIsNoCache(String variable) {
    environment.put(variable, AZBLOB + ",secret_access_key=$(cacheKey)");
    assertNoCacheBut("$(cacheKey)", variable);
  }

  @Test
  void aPartOfADescriptionIsNoCache() {
    environment.put("AZBLOB_CACHE_TO", "$(cache),secret_access_key=$(cacheKey)");
    assertNoCacheBut("$(cache)", "AZBLOB_CACHE_TO");
  }

  @Test
  void theOtherLinesCount() {
    environment.put("AZBLOB_CACHE_FROM", "type=local,src=a\n" + AZBLOB + ",sas_token=$SAS");
    assertEquals(1, read().from().size());
    assertTrue(warnings.get(0).startsWith("AZBLOB_CACHE_FROM, line 2 has '$SAS'"), warnings.get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "BUILDKIT_AZURE_STORAGE_ACCOUNT_URL, ''",
    "BUILDKIT_AZURE_STORAGE_CONTAINER, ',account_url=https://acct.blob.core.windows.net'",
    "AZURE_STORAGE_CONNECTION_STRING, ''",
    "AZURE_STORAGE_CONNECTION_STRING, ',account_url=https://acct.blob.core.windows.net'"
  })
  void aVariableThatStandsInForAKeyIsNoCache(String variable, String fields) {
    environment.put("AZBLOB_CACHE_TO", "type=azblob" + fields);
    environment.put(variable, "$(value)");
    assertNoCacheBut("$(value)", variable);
  }

  @Test
  void aPartOfAConnectionStringCountsForItsAccountAlone() {
    environment.put("AZBLOB_CACHE_TO", AZBLOB);
    environment.put("AZURE_STORAGE_CONNECTION_STRING", "AccountName=other;AccountKey=$(key)");
    assertEquals(1, read().to().size());
    environment.put("AZURE_STORAGE_CONNECTION_STRING", "AccountName=acct;AccountKey=$(key)");
    assertNoCacheBut("$(key)", "AZURE_STORAGE_CONNECTION_STRING");
  }

  @Test
  void thePasswordOfAServerIsNoCache() {
    servers.put("cache", "${env.CACHE_KEY}");
    environment.put("AZBLOB_CACHE_TO", AZBLOB + ",server=cache");
    assertNoCacheBut("${env.CACHE_KEY}", "the server 'cache' of settings.xml");
  }

  @ParameterizedTest
  @EnumSource(SettingKey.class)
  void noSettingOfAnyKindEndsTheBuild(SettingKey key) {
    environment.put(key.variable(), "%NOT_SET%");
    List<SettingSource> sources =
        List.of(SettingSource.environment(environment::get).warning(warnings::add));
    assertEquals(CacheSettings.NOTHING, read());
    assertEquals(SessionSettings.read(List.of()), SessionSettings.read(sources));
    assertTrue(warnings.get(0).startsWith(key.variable() + " is '%NOT_SET%'"), warnings.get(0));
  }
}
