package io.github.azblobcache.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangedPathsTest {

  @ParameterizedTest
  @CsvSource({
    "/l/api-1.0.8.jar, /l/api-1.0.9.jar, /l/api-*.jar",
    "/l/api-1.0-rc1.jar, /l/api-1.0-rc2.jar, /l/api-*.jar",
    "/l/api-1.0-20260101.1-1.jar, /l/api-1.0-20260102.2-2.jar, /l/api-1.0-*.jar",
    "/l/log4j-1.2-api-2.20.jar, /l/log4j-1.2-api-2.21.jar, /l/log4j-1.2-api-*.jar",
    "/l/9-1.jar, /l/9-2.jar, /l/9-*.jar",
  })
  void aJarOfAnotherVersionIsOneFile(String gone, String added, String expected) {
    assertEquals(List.of(expected), paths(List.of(gone), List.of(added)));
  }

  @ParameterizedTest
  @CsvSource({
    "/l/api-1.0.8.jar, /m/api-1.0.9.jar",
    "/l/api-1.0.8.txt, /l/api-1.0.9.txt",
    "/l/api-core-1.jar, /l/api-web-1.jar",
    "/l/-1.jar, /l/-2.jar",
    "/l/a.jar, /l/b.jar",
    "/a-1/x.jar, /a-2/x.jar",
    "/l/api-1.jar, /l/api-1/x-2.jar",
  })
  void otherFilesAreTwo(String gone, String added) {
    assertEquals(
        new TreeSet<>(List.of(gone, added)).stream().toList(),
        paths(List.of(gone), List.of(added)));
  }

  private static List<String> paths(List<String> gone, List<String> added) {
    return List.copyOf(
        ChangedPaths.of(new LayerChange(added, gone, Map.of(), 9, false)).stream().toList());
  }
}
