package io.github.azblobcache.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.entries.BuildLayer;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.transfer.shared.CacheSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaseTagsTest {

  private static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");
  private static final String TAG = "tag of base image app:1 linux/amd64";
  private static final Digest OLD = Digest.of(new byte[] {1});
  private static final Digest NEW = Digest.of(new byte[] {2});

  private final Map<CacheSource, CacheConfig> configs = new HashMap<>();
  private final MemoryBlobStore store = new MemoryBlobStore(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void believesANoteUntilItIsTooOld() {
    CacheSource main = source("main");
    note(main, OLD, NOW.minus(Duration.ofHours(24)));

    assertEquals(Optional.of(OLD), tags(main, Duration.ofHours(24)).digest(TAG));
    assertEquals(Optional.empty(), tags(main, Duration.ofHours(24).minusSeconds(1)).digest(TAG));
  }

  @Test
  void believesTheNewestNote() {
    CacheSource main = source("main");
    note(main, NEW, NOW.minusSeconds(1));
    note(main, OLD, NOW.minusSeconds(2));

    assertEquals(Optional.of(NEW), tags(main, Duration.ofHours(1)).digest(TAG));
  }

  @Test
  void doesNotBelieveANoteOfTheFuture() {
    CacheSource main = source("main");
    note(main, OLD, NOW.plus(Duration.ofMinutes(5)));
    assertEquals(Optional.of(OLD), tags(main, Duration.ofHours(1)).digest(TAG));

    note(main, NEW, NOW.plus(Duration.ofMinutes(6)));
    assertEquals(Optional.empty(), tags(main, Duration.ofHours(1)).digest(TAG));
  }

  @Test
  void asksNoCacheThatIsNotBelieved() {
    CacheSource main = source("main");
    note(main, OLD, NOW);
    note(source("other"), NEW, NOW);

    assertEquals(Optional.of(OLD), tags(main, Duration.ofHours(1)).digest(TAG));
    assertEquals(Optional.empty(), new BaseTags(List.of(), configs::get).digest(TAG));
    assertEquals(
        Optional.empty(), tags(main, Duration.ofHours(1)).digest("tag of base image app:2"));
  }

  private BaseTags tags(CacheSource source, Duration maxAge) {
    return new BaseTags(List.of(new BaseTags.Believed(source, maxAge)), configs::get);
  }

  private CacheSource source(String name) {
    return new CacheSource(
        new DirectoryLocation(Path.of("unused")), store, Layout.DEFAULT, new ManifestName(name));
  }

  private void note(CacheSource source, Digest digest, Instant time) {
    BuildLayer document =
        new BuildLayer(new Descriptor("application/json", digest, 2), new DiffId(digest));
    configs.merge(
        source,
        CacheConfig.EMPTY.withBuild(new CachedBuild(TAG, List.of(document), time), 50),
        (known, added) -> known.withBuild(new CachedBuild(TAG, List.of(document), time), 50));
  }
}
