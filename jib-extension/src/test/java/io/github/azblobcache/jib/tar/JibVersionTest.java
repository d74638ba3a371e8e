package io.github.azblobcache.jib.tar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JibVersionTest {

  @Test
  void theJibOfTheTestsHasBeenCompared() {
    assertTrue(JibVersion.running().isCompared(), JibVersion.running().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "jib-maven-plugin, 3.5.2, true",
    "jib-maven-plugin, 3.4.10, true",
    "jib-maven-plugin, 3.5.3, false",
    "jib-maven-plugin, 4.0.0-beta, false",
    "jib-core, 0.28.1, true",
    "jib-core, 0.28.2, false",
    "jib-core, 3.5.2, false",
    "jib-gradle-plugin, 3.5.2, false",
  })
  void aNewerOneHasNot(String title, String version, boolean isCompared) {
    assertEquals(isCompared, new JibVersion(title, version).isCompared());
  }

  @Test
  void aJarThatDoesNotSayIsNotKnown() {
    assertFalse(new JibVersion(null, "3.5.2").isCompared());
    assertFalse(new JibVersion("jib-maven-plugin", null).isCompared());
  }
}
