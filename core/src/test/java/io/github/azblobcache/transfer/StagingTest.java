package io.github.azblobcache.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever can write to a cache can't fill the disk of whoever reads it. */
class StagingTest {

  @TempDir private Path folder;

  @Test
  void takesHalfOfWhatIsFree() throws IOException {
    try (Staging staging = new Staging(folder, path -> 1000)) {
      staging.newFile(300);
      assertThrows(StoreException.class, () -> staging.newFile(201));
      assertThrows(StoreException.class, () -> staging.newFile(Long.MAX_VALUE));
      Path second = staging.newFile(200);
      staging.drop(second, 200);
      staging.newFile(200);
      assertEquals(2, files(), "none is left of what had no room");
    }
  }

  @Test
  void fetchesAheadHalfOfThat() throws IOException {
    try (Staging staging = new Staging(folder, path -> 1000)) {
      assertTrue(staging.hasRoomAhead(250));
      assertFalse(staging.hasRoomAhead(251));
      staging.newFile(200);
      assertFalse(staging.hasRoomAhead(51));
    }
  }

  @Test
  void aDiskThatDoesNotSayHasRoom() throws IOException {
    try (Staging staging = new Staging(folder, path -> 0)) {
      staging.newFile(Long.MAX_VALUE / 4);
      assertTrue(staging.hasRoomAhead(1000));
    }
  }

  @Test
  void aFetchThatEndsAfterTheSessionLeavesNothing() throws IOException {
    Staging staging = new Staging(folder);
    Path file = staging.newFile(1);
    staging.close();
    Digest digest = Digest.of(new byte[1]);
    assertThrows(IOException.class, () -> staging.admit(file, digest));
    assertThrows(IOException.class, () -> staging.newFile(1));
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
