package io.github.azblobcache.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"main", "team/shop", "feature/#12 ü", "..."})
  void takesWhatABlobCanBeCalled(String name) {
    assertEquals(name, new ManifestName(name).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a//b", "/a", "a/", "../blobs/x", "a/./b", "a\\b", "a\nb"})
  void refusesWhatWouldLeadElsewhere(String name) {
    assertThrows(IllegalArgumentException.class, () -> new ManifestName(name));
  }

  @Test
  void refusesANameThatIsTooLong() {
    assertThrows(IllegalArgumentException.class, () -> new ManifestName("a".repeat(1001)));
  }
}
