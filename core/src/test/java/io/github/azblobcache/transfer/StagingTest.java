package io.github.azblobcache.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  private int files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      return files.size();
    }
  }
}
