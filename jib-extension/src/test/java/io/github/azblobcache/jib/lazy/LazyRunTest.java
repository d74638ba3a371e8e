package io.github.azblobcache.jib.lazy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.local.JibCacheLayout;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LazyRunTest {

  @TempDir private Path folder;

  @Test
  void leavesNothingInTheJvmIfNoThreadCanBeStarted() throws Exception {
    Logger log = Logger.getLogger("com.google.api.client.http.HttpTransport");
    InheritableThreadLocal<String> outOfThreads =
        new InheritableThreadLocal<>() {
          @Override
          protected String childValue(String parent) {
            throw new OutOfMemoryError("unable to create native thread");
          }
        };
    outOfThreads.set("");
    try {
      assertThrows(
          OutOfMemoryError.class,
          () ->
              LazyRun.begin(
                  new JibCacheDirectory(folder), "a:b", null, List::of, CacheEvents.NONE));
    } finally {
      outOfThreads.remove();
    }
    assertNull(System.getProperty(JibCacheLayout.APPLICATION_CACHE));
    assertNull(log.getFilter());
    try (Stream<Path> left = Files.walk(folder).filter(Files::isRegularFile)) {
      assertEquals(List.of(), left.toList());
    }
  }
}
