package io.github.azblobcache.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasonTest {

  @TempDir private Path temp;

  @Test
  void saysWhatIsWrongWithAFile() {
    assertEquals("no permission for '/a'", Reason.of(new AccessDeniedException("/a")));
    assertEquals("'/a' does not exist", Reason.of(new NoSuchFileException("/a")));
    assertEquals(
        "No space left on device ('/b')",
        Reason.of(new FileSystemException("/a", "/b", "No space left on device")));
  }

  @Test
  void saysWhyThereCanBeNoFolder() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");
    Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("none"));
    assertEquals("'" + file + "' exists, and is not a folder", ofMaking(file));
    assertEquals("'" + link + "' is a link that leads nowhere", ofMaking(link));
    assertEquals("'" + link + "' is a link that leads nowhere", ofMaking(link.resolve("below")));
    assertEquals(
        "'" + temp + "' is a folder already",
        Reason.of(new FileAlreadyExistsException(temp.toString())));
    assertEquals("'/a' is not a folder", Reason.of(new NotDirectoryException("/a")));
    assertEquals("'/a' is not empty", Reason.of(new DirectoryNotEmptyException("/a")));
    assertEquals(
        "'/a' is a link that leads back to itself", Reason.of(new FileSystemLoopException("/a")));
  }

  private static String ofMaking(Path folder) {
    return Reason.of(assertThrows(IOException.class, () -> Files.createDirectories(folder)));
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
