package io.github.azblobcache.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.local.JibCacheDirectory.Selector;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.testkit.RandomLayer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JibCacheDirectoryTest {

  private static final int THREADS = 8;
  private static final int LAYERS = 300;

  @TempDir private Path folder;

  @Test
  void modulesThatAdmitOneLayerAtTheSameMomentAllHaveIt() throws Exception {
    JibCacheDirectory jib = new JibCacheDirectory(folder.resolve("jib"));
    CyclicBarrier together = new CyclicBarrier(THREADS);
    ExecutorService modules = Executors.newFixedThreadPool(THREADS);
    try {
      for (int i = 0; i < LAYERS; i++) {
        LayerFile layer = layer(i);
        Callable<Boolean> admission =
            () -> {
              together.await();
              return jib.admit(layer, new Selector(layer.diffId().digest().hex()));
            };
        List<Boolean> admitted = new ArrayList<>();
        for (Future<Boolean> one : modules.invokeAll(Collections.nCopies(THREADS, admission))) {
          admitted.add(one.get());
        }
        assertEquals(Collections.nCopies(THREADS, true), admitted);
      }
    } finally {
      modules.shutdownNow();
    }
  }

  @Test
  void whatAKilledBuildHasLeftIsDeletedAfterADay() throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("jib").resolve("tmp"));
    Path killed = Files.createDirectory(temporary.resolve("azblob-cache-1"));
    Files.writeString(killed.resolve("partial"), "a part of a layer");
    Path running = Files.createDirectory(temporary.resolve("azblob-cache-2"));
    Path jibs = Files.createDirectory(temporary.resolve("3"));
    FileTime twoDaysAgo = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
    Files.setLastModifiedTime(killed, twoDaysAgo);
    Files.setLastModifiedTime(jibs, twoDaysAgo);
    LayerFile layer = layer(1);

    new JibCacheDirectory(folder.resolve("jib"))
        .admit(layer, new Selector(layer.diffId().digest().hex()));

    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(Set.of(running, jibs), left.collect(Collectors.toSet()));
    }
  }

  private LayerFile layer(int seed) throws Exception {
    RandomLayer layer = RandomLayer.write(folder.resolve("layers"), seed, 1);
    Descriptor blob =
        new Descriptor(MediaTypes.OCI_LAYER_GZIP, Digest.parse(layer.digest()), layer.sizeBytes());
    return new LayerFile(blob, DiffId.parse(layer.diffId()), layer.file());
  }
}
