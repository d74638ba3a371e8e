package io.github.azblobcache.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.progress.Progress;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheMode;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.ForwardingBlobStore;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.testkit.RandomLayer;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.fetch.LayerDownload;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferProgressTest {

  @TempDir private Path folder;
  private final CacheEvents events = CacheEvents.to(warning -> {}, detail -> {});
  private final List<Progress.State> seen = new ArrayList<>();

  /** Tells that half of it is sent, and looks what is shown then. */
  private final ForwardingBlobStore store =
      new ForwardingBlobStore(new MemoryBlobStore(Clock.systemUTC())) {
        @Override
        public boolean putIfAbsent(BlobKey key, Path file, LongConsumer sent) throws IOException {
          sent.accept(1_500);
          seen.add(events.progress().state(Progress.Way.UPLOADING));
          return putIfAbsent(key, file);
        }
      };

  @Test
  void whatIsMovedIsTold() throws IOException {
    LayerFile layer = layer();
    long size = layer.blob().sizeBytes();
    try (LayerCache cache = cache("one")) {
      cache.export(new BuiltImage("com.example:app", List.of(layer)));
    }
    assertEquals(List.of(new Progress.State(1, 1_500, size)), seen);
    assertEquals(all(size), events.progress().state(Progress.Way.UPLOADING));

    try (LayerCache cache = cache("two")) {
      assertTrue(cache.fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE).isPresent());
    }
    assertEquals(all(size), events.progress().state(Progress.Way.FETCHING));
  }

  @Test
  void whatHasComeIsTold() throws IOException {
    LayerFile layer = layer();
    LayerDownload download =
        new LayerDownload(
            new CacheLayer(
                layer.blob(), layer.diffId(), CacheLayer.NO_PARENT, Optional.of(Instant.EPOCH)));
    Progress.Transfer transfer =
        events.progress().begin(Progress.Way.FETCHING, layer.blob().sizeBytes());
    download.reportTo(transfer);
    assertTrue(download.received(700));
    long size = layer.blob().sizeBytes();
    assertEquals(new Progress.State(1, 700, size), events.progress().state(Progress.Way.FETCHING));
    assertFalse(download.isAbandoned());
  }

  private static Progress.State all(long sizeBytes) {
    return new Progress.State(1, sizeBytes, sizeBytes);
  }

  private LayerCache cache(String staging) {
    CacheDescription cache =
        new CacheDescription(
            new DirectoryLocation(Path.of("unused")),
            Layout.DEFAULT,
            List.of(new ManifestName("main")),
            CacheMode.MIN,
            false);
    return new LayerCache(
        new CacheSettings(List.of(cache), List.of(cache), false),
        location -> store,
        folder.resolve(staging),
        CacheTimeouts.DEFAULT,
        events);
  }

  private LayerFile layer() throws IOException {
    RandomLayer layer = RandomLayer.write(folder.resolve("layers"), 1, 3000);
    return new LayerFile(
        new Descriptor(
            MediaTypes.DOCKER_LAYER_GZIP, Digest.parse(layer.digest()), layer.sizeBytes()),
        DiffId.parse(layer.diffId()),
        layer.file());
  }
}
