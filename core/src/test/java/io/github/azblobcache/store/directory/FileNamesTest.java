package io.github.azblobcache.store.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

  @ParameterizedTest
  @CsvSource({
    "sha256:2cf2, sha256%003a2cf2",
    "a%b, a%0025b",
    "a., a%002e",
    "a.b, a.b",
    "nul, %006eul",
    "CON.txt, %0043ON.txt",
    "console, console",
    "ü, ü"
  })
  void escapesWhatWindowsRefuses(String segment, String fileName) {
    assertEquals(fileName, FileNames.WINDOWS.fileName(segment));
    assertEquals(segment, FileNames.WINDOWS.segment(fileName));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256:2cf2", "a%b", "a.", "nul", "a?*|<>\"b"})
  void elsewhereASegmentIsItsName(String segment) {
    assertEquals(segment, FileNames.UNIX.fileName(segment));
    assertEquals(segment, FileNames.UNIX.segment(segment));
  }

  @Test
  void goesByTheSeparator() {
    assertEquals(FileNames.WINDOWS, FileNames.of("\\"));
    assertEquals(FileNames.UNIX, FileNames.of("/"));
  }
}
