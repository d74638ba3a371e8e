package io.github.azblobcache.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaseImageCacheDirectoryTest {

  private final Map<String, String> properties =
      new HashMap<>(Map.of("user.home", "/home/me", "os.name", "Linux"));
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void isTheUsersOnEachSystem() {
    assertEquals(Path.of("/home/me/.cache/google-cloud-tools-java/jib"), directory());
    environment.put("XDG_CACHE_HOME", "/caches");
    assertEquals(Path.of("/caches/google-cloud-tools-java/jib"), directory());
    properties.put("os.name", "Mac OS X");
    assertEquals(Path.of("/caches/Google/Jib"), directory());
    environment.clear();
    assertEquals(Path.of("/home/me/.cache/Google/Jib"), directory());
    properties.put("os.name", "Windows 11");
    assertEquals(Path.of("/home/me/.cache/Google/Jib/Cache"), directory());
  }

  @Test
  void isWhereJibsPropertiesSay() {
    properties.put("jib.useOnlyProjectCache", "true");
    properties.put("jib.applicationCache", "/app");
    assertEquals(Path.of("target/jib-cache"), directory());
    properties.put("jib.baseImageCache", "/base");
    assertEquals(Path.of("/base"), directory());
  }

  private Path directory() {
    return BaseImageCacheDirectory.of("target", properties::get, environment::get).directory();
  }
}
