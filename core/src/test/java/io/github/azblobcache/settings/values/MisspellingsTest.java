package io.github.azblobcache.settings.values;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisspellingsTest {

  private final List<String> warnings = new ArrayList<>();
  private final Misspellings misspellings =
      new Misspellings(
          () -> List.of("azblob-cache.from", "azblob-cache.format", "azblob-cache.until"),
          warnings::add);

  @ParameterizedTest
  @CsvSource({"acess, access", "form, format", "skip-import, skipImport", "cacheFrom, from"})
  void namesThePropertyThatWasMeant(String written, String meant) {
    misspellings.onCommandLine(Set.of("azblob-cache." + written));

    assertEquals(
        List.of(
            "-Dazblob-cache."
                + written
                + " is not a setting of azblob-cache. Did you mean -Dazblob-cache."
                + meant
                + "?"),
        warnings);
  }

  @Test
  void namesTheElementThatWasMeant() {
    misspellings.inConfiguration(List.of("cachFrom", "skip", "until", "untl", "whatever"));

    assertEquals(
        List.of(
            "<cachFrom> is not a setting of azblob-cache. Did you mean <cacheFrom>?",
            "<untl> is not a setting of azblob-cache. Did you mean <until>?"),
        warnings);
  }

  @Test
  void namesTheVariableThatWasMeant() {
    misspellings.inVariables(Set.of("AZBLOB_CACHE_FORM", "AZBLOB_CACHE_TO", "PATH"));

    assertEquals(
        List.of(
            "AZBLOB_CACHE_FORM is not a setting of azblob-cache. Did you mean"
                + " AZBLOB_CACHE_FROM?"),
        warnings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "azblob-cache.access",
        "azblob-cache.until",
        "azblob-cache.version",
        "azblob-cache.git",
        "azblob-cache.account",
        "azblob-cache.dir",
        "azblob-cache.base",
        "azblob-cache.key",
        "azblob-cache.",
        "acess"
      })
  void leavesAloneWhatIsKnownOrTheUsersOwn(String name) {
    misspellings.inPom(Set.of(name));

    assertEquals(List.of(), warnings);
  }

  @Test
  void asksForTheGoalsOnlyIfThereIsAnUnknownName() {
    new Misspellings(
            () -> {
              throw new AssertionError("asked");
            },
            warnings::add)
        .onCommandLine(Set.of("azblob-cache.to", "other.acess"));
    assertEquals(List.of(), warnings);
  }
}
