package io.github.azblobcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
class CacheDirectoriesTest {

  @TempDir Path temp;

  private Path directory(String home, Map<String, String> environment) {
    Map<String, String> properties =
        Map.of("user.home", home, "os.name", "Linux", "java.io.tmpdir", temp.toString());
    return CacheDirectories.ofUser(properties::get, environment::get).directory();
  }

  @Test
  void isInTheFolderForCaches() {
    assertEquals(Path.of("/home/me/.cache/azblob-cache"), directory("/home/me", Map.of()));
    assertEquals(Path.of("/x/azblob-cache"), directory("/home/me", Map.of("XDG_CACHE_HOME", "/x")));
  }

  @Test
  void ignoresARelativeFolderForCaches() {
    assertEquals(
        Path.of("/home/me/.cache/azblob-cache"),
        directory("/home/me", Map.of("XDG_CACHE_HOME", "x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "", "relative"})
  void isPrivateWhereThereIsNoHome(String home) throws Exception {
    Path folder = directory(home, Map.of()).getParent();
    assertEquals(temp, folder.getParent());
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    assertEquals(folder, directory(home, Map.of()).getParent());
    assertEquals(Path.of("/x/azblob-cache"), directory(home, Map.of("XDG_CACHE_HOME", "/x")));
  }

  @Test
  void isNowhereThatAnotherUserCanWrite() throws Exception {
    Path folder = directory("?", Map.of()).getParent();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path other = directory("?", Map.of()).getParent();
    assertTrue(other.startsWith(temp));
    assertFalse(other.equals(folder));
  }
}
