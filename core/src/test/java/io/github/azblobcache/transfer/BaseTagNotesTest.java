package io.github.azblobcache.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheMode;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.TickingClock;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From one build's note of what a tag stands for to another build that believes it. */
class BaseTagNotesTest {

  private static final String TAG = "tag of base image app:1 linux/amd64";
  private static final Optional<Duration> HOUR = Optional.of(Duration.ofHours(1));

  @TempDir private Path folder;
  private final TickingClock clock = new TickingClock(Instant.parse("2026-01-31T00:00:00Z"));
  private final MemoryBlobStore store = new MemoryBlobStore(clock);

  @AfterEach
  void leavesNothingOpen() {
    store.checkNothingOpen();
  }

  @Test
  void aNoteIsBelievedUntilItIsTooOldAndThenMadeAnew() throws IOException {
    LayerFile image = document("{}");
    note(HOUR, image);
    assertEquals(Optional.of(image.blob().digest()), believed(HOUR));

    clock.advance(Duration.ofHours(2));
    assertEquals(Optional.empty(), believed(HOUR));

    // The tag stands for the same image as before: that is news all the same.
    note(HOUR, image);
    assertEquals(Optional.of(image.blob().digest()), believed(HOUR));
  }

  @Test
  void aTagThatMovesIsBelievedToHaveMoved() throws IOException {
    note(HOUR, document("{}"));
    clock.advance(Duration.ofSeconds(1));
    LayerFile moved = document("{\"schemaVersion\": 2}");
    note(HOUR, moved);
    assertEquals(Optional.of(moved.blob().digest()), believed(HOUR));
  }

  @Test
  void nobodyNotesOrBelievesWithoutBeingTold() throws IOException {
    LayerFile image = document("{}");
    note(Optional.empty(), image);
    assertEquals(Optional.empty(), believed(HOUR));

    note(HOUR, image);
    assertEquals(Optional.empty(), believed(Optional.empty()));
    assertEquals(Optional.of(image.blob().digest()), believed(HOUR));
  }

  private void note(Optional<Duration> maxAge, LayerFile document) throws IOException {
    try (LayerCache cache = cache(maxAge)) {
      assertEquals(maxAge.isPresent(), cache.baseImages().notesTags());
      cache.baseImages().noteTag(new BuiltImage(TAG, List.of(document), Optional.empty(), true));
    }
  }

  private Optional<Digest> believed(Optional<Duration> maxAge) {
    try (LayerCache cache = cache(maxAge)) {
      return cache.baseImages().tag(TAG);
    }
  }

  private LayerCache cache(Optional<Duration> maxAge) {
    CacheDescription described =
        new CacheDescription(
            new DirectoryLocation(Path.of("unused")),
            Layout.DEFAULT,
            List.of(new ManifestName("main")),
            CacheMode.MAX,
            maxAge,
            false);
    return new LayerCache(
        new CacheSettings(List.of(described), List.of(described), false),
        location -> store,
        folder.resolve("staging"),
        CacheTimeouts.DEFAULT,
        CacheEvents.NONE);
  }

  private LayerFile document(String json) throws IOException {
    Path file = Files.writeString(Files.createTempFile(folder, "document", ".json"), json);
    Digest digest = Digest.of(Files.readAllBytes(file));
    return new LayerFile(
        new Descriptor("application/json", digest, Files.size(file)), new DiffId(digest), file);
  }
}
