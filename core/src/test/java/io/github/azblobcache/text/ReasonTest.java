package io.github.azblobcache.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ReasonTest {

  @Test
  void saysWhatIsWrongWithAFile() {
    assertEquals("no permission for '/a'", Reason.of(new AccessDeniedException("/a")));
    assertEquals("'/a' does not exist", Reason.of(new NoSuchFileException("/a")));
    assertEquals(
        "No space left on device ('/b')",
        Reason.of(new FileSystemException("/a", "/b", "No space left on device")));
  }

  @Test
  void namesTheOnlyFile() {
    assertEquals(
        "Read-only file system ('/a')",
        Reason.of(new FileSystemException("/a", null, "Read-only file system")));
  }

  @Test
  void isTheMessageOfWhatIsExpected() {
    assertEquals("No space left on device", Reason.of(new IOException("No space left on device")));
  }

  @Test
  void namesTheClassOfWhatIsNot() {
    assertEquals("java.lang.IllegalStateException: a", Reason.of(new IllegalStateException("a")));
    assertEquals("java.io.IOException", Reason.of(new IOException()));
  }
}
