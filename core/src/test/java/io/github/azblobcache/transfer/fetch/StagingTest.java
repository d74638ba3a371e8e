package io.github.azblobcache.transfer.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.transfer.CacheTimeouts;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.TestCaches;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever can write to a cache can't fill the disk of whoever reads it. */
class StagingTest {

  @TempDir private Path folder;

  @Test
  void takesHalfOfWhatIsFree() throws IOException {
    try (Staging staging = new Staging(folder, path -> 1000)) {
      staging.room(300).newFile();
      assertThrows(StoreException.class, () -> staging.room(201));
      assertThrows(StoreException.class, () -> staging.room(Long.MAX_VALUE));
      staging.room(200).close();
      staging.room(200).newFile();
      assertThrows(StoreException.class, () -> staging.room(1));
      assertEquals(2, files(), "none is left of what had no room");
    }
  }

  @Test
  void aFileThatIsKeptTakesItsRoomOnceClosedToo() throws IOException {
    try (Staging staging = new Staging(folder, path -> 1000)) {
      try (Staging.Room room = staging.room(400)) {
        room.newFile();
        room.keep();
      }
      assertThrows(StoreException.class, () -> staging.room(101));
    }
  }

  @Test
  void fetchesAheadHalfOfThat() throws IOException {
    try (Staging staging = new Staging(folder, path -> 1000)) {
      assertEquals(Optional.empty(), staging.roomAhead(251));
      staging.roomAhead(250).orElseThrow().close();
      staging.room(200);
      assertEquals(Optional.empty(), staging.roomAhead(51));
    }
  }

  @Test
  void twoFetchesAheadDoNotGetTheSameRoom() throws IOException {
    try (Staging staging = new Staging(folder, path -> 1000)) {
      Staging.Room first = staging.roomAhead(200).orElseThrow();
      assertEquals(Optional.empty(), staging.roomAhead(200));
      first.close();
      first.close();
      assertTrue(staging.roomAhead(200).isPresent());
      assertEquals(Optional.empty(), staging.roomAhead(200));
    }
  }

  @Test
  void aDiskThatDoesNotSayHasRoom() throws IOException {
    try (Staging staging = new Staging(folder, path -> 0)) {
      staging.room(Long.MAX_VALUE / 4);
      assertTrue(staging.roomAhead(1000).isPresent());
    }
  }

  @Test
  void aFetchThatEndsAfterTheSessionLeavesNothing() throws IOException {
    Staging staging = new Staging(folder);
    Path file = staging.room(1).newFile();
    staging.close();
    Digest digest = Digest.of(new byte[1]);
    assertThrows(IOException.class, () -> staging.admit(file, digest));
    assertThrows(IOException.class, () -> staging.room(1).newFile());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamedWithWhatToDo() throws IOException {
    MemoryBlobStore store = new MemoryBlobStore(Clock.systemUTC());
    TestCaches caches = new TestCaches(folder, store);
    LayerFile layer = caches.layer(1);
    try (LayerCache cache = caches.open("main")) {
      cache.export(new BuiltImage("com.example:app", List.of(layer)));
    }
    Path inTheWay = Files.writeString(folder.resolve("file"), "no folder");
    CacheDescription from = TestCaches.described(false, "main");
    List<String> warnings = new CopyOnWriteArrayList<>();
    try (LayerCache cache =
        new LayerCache(
            new CacheSettings(List.of(from), List.of(), false),
            location -> store,
            inTheWay.resolve("staging"),
            CacheTimeouts.DEFAULT,
            CacheEvents.to(warnings::add, detail -> {}))) {
      assertTrue(cache.fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE).isEmpty());
    }
    assertEquals(1, warnings.size(), warnings.toString());
    String expected = "can't be kept in '" + inTheWay.resolve("staging") + "': ";
    assertTrue(warnings.get(0).contains(expected), warnings.get(0));
    assertTrue(warnings.get(0).contains("azblob-cache.directory"), warnings.get(0));
  }

  private int files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      return files.size();
    }
  }
}
