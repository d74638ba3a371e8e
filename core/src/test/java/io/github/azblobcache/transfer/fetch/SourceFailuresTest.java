package io.github.azblobcache.transfer.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheMode;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.store.errors.BlobArchivedException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreUnreachableException;
import io.github.azblobcache.transfer.shared.CacheEvents;
import io.github.azblobcache.transfer.shared.CacheSource;
import io.github.azblobcache.transfer.shared.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceFailuresTest {

  private final CacheDescription cache =
      new CacheDescription(
          new DirectoryLocation(Path.of("unused")),
          Layout.DEFAULT,
          List.of(new ManifestName("main")),
          CacheMode.MIN,
          false);
  private final CacheSource source =
      Sources.of(cache, new MemoryBlobStore(Clock.systemUTC())).get(0);
  private final List<String> warnings = new ArrayList<>();
  private final List<String> details = new ArrayList<>();
  private final SourceFailures trouble =
      new SourceFailures(Set.of(), CacheEvents.to(warnings::add, details::add));

  @Test
  void aStoreThatDoesNotAnswerIsGivenUpWithOneWarning() {
    trouble.failed(source, new StoreUnreachableException("broken", null, true));
    trouble.unread(source, new StoreUnreachableException("broken again", null, true));
    assertEquals(1, warnings.size());
    assertEquals(1, details.stream().filter("broken again."::equals).count());
    assertTrue(trouble.hasFailed(source.location()));
  }

  @Test
  void whatConcernsOneBlobIsCountedAndLeavesTheStoreInUse() {
    trouble.unread(source, new BlobArchivedException("It is archived.", null));
    trouble.unread(source, new StoreException("It broke off"));
    trouble.unread(source, new OutOfMemoryError());
    assertFalse(trouble.hasFailed(source.location()));
    assertEquals(List.of(), warnings);
    trouble.reportDamage();
    trouble.reportDamage();
    assertEquals(
        List.of(
            source
                + ": It is archived. 2 more; run with -X to list them. Such layers count as"
                + " missing."),
        warnings);
  }

  @Test
  void whatThisMachineCannotDoEndsTheFetching() {
    trouble.unread(source, new IOException("No space left on device"));
    assertTrue(trouble.hasFailed(source.location()));
    assertEquals(1, warnings.size());
  }

  @Test
  void aManifestThatCannotBeReadSaysNothingAboutTheStore() {
    trouble.failed(source, new StoreException("It broke off."));
    assertFalse(trouble.hasFailed(source.location()));
    assertEquals(1, warnings.size());
  }

  @Test
  void whatTheEndOfTheSessionCutsShortIsNoFault() {
    Thread.currentThread().interrupt();
    trouble.failed(source, new StoreException("closed"));
    assertTrue(Thread.interrupted());
    assertEquals(List.of(), warnings);
    assertEquals(List.of("closed"), details);
    assertFalse(trouble.hasFailed(source.location()));
  }
}
