package io.github.azblobcache.jib.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.cache.CachedLayer;
import io.github.azblobcache.jib.base.PublishedImage.Layer;
import io.github.azblobcache.jib.base.image.BaseReference;
import io.github.azblobcache.jib.base.image.PinnedImage;
import io.github.azblobcache.local.BaseImageCacheDirectory;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.progress.Span;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.testkit.RandomLayer;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jib's own code is the judge of what stands in its cache. */
class JibBaseCacheTest {

  private static final Set<Platform> AMD64 = Set.of(PublishedImage.AMD64);

  @TempDir private Path folder;

  @Test
  void jibHasAnImageOnceItsLayersAreThereAndItRemembersIt() throws Exception {
    JibBaseCache cache = cache();
    FetchedLayer fetched = fetched(1);
    PublishedImage registry = new PublishedImage(folder);
    Digest manifest = registry.image(layer(fetched));
    BaseReference image = BaseReference.parse("127.0.0.1:5000/base@" + manifest).orElseThrow();
    PinnedImage pinned = PinnedImage.read(manifest, AMD64, registry).orElseThrow();

    assertFalse(cache.has(image, AMD64));
    assertTrue(cache.directory().admit(fetched));
    assertFalse(cache.has(image, AMD64));
    cache.remember(image, pinned.metadata());
    assertTrue(cache.has(image, AMD64));

    CacheLayer layer = pinned.metadata().layers(AMD64).orElseThrow().get(0);
    assertEquals(Optional.of(fetched.blob()), cache.layer(layer.blob()).map(LayerFile::blob));
    assertEquals(Optional.of(List.of(layer)), cache.metadata(image).orElseThrow().layers(AMD64));
  }

  @Test
  void jibHasNoImageThatLacksALayer() throws Exception {
    JibBaseCache cache = cache();
    PublishedImage registry = new PublishedImage(folder);
    Digest manifest = registry.image(layer(fetched(1)));
    BaseReference image = BaseReference.parse("127.0.0.1:5000/base@" + manifest).orElseThrow();

    cache.remember(image, PinnedImage.read(manifest, AMD64, registry).orElseThrow().metadata());

    assertFalse(cache.has(image, AMD64));
  }

  @Test
  void theDiffIdIsTheOneThatJibHasFoundOutWhateverTheConfigSays() throws Exception {
    JibBaseCache cache = cache();
    FetchedLayer fetched = fetched(1);
    assertTrue(cache.admit(fetched));

    LayerFile layer = cache.layer(fetched.blob()).orElseThrow();

    assertEquals(fetched.layer().blob(), layer.blob());
    assertEquals(fetched.diffId(), layer.diffId());
    assertEquals(-1, Files.mismatch(fetched.file(), layer.file()));
  }

  @Test
  void jibItselfInflatesWhatThisJvmCantCheck() throws Exception {
    JibBaseCache cache = cache();
    RandomLayer zstd = RandomLayer.writeZstd(folder.resolve("fetched"), 1, 1000);
    DiffId lie = new DiffId(Digest.of(new byte[0]));

    assertTrue(cache.admit(fetched(zstd, lie, false)));

    Descriptor blob = descriptor(zstd);
    assertEquals(
        Optional.of(DiffId.parse(zstd.diffId())), cache.layer(blob).map(LayerFile::diffId));
  }

  @Test
  void whatJibCantReadIsNotAdmitted() throws Exception {
    JibBaseCache cache = cache();
    Path file = Files.writeString(folder.resolve("text"), "no layer");
    Digest digest = Digest.of(Files.readAllBytes(file));
    RandomLayer text =
        new RandomLayer(digest.toString(), digest.toString(), file, Files.size(file));

    assertFalse(cache.admit(fetched(text, new DiffId(digest), false)));

    assertFalse(cache.directory().hasLayer(digest));
  }

  @Test
  void jibFindsTheLayersOfATarFileByTheirDiffId() throws Exception {
    JibBaseCache cache = cache();
    FetchedLayer fetched = fetched(1);
    assertFalse(cache.directory().hasLocalLayer(fetched.diffId()));

    assertTrue(cache.directory().admitLocal(fetched));

    assertTrue(cache.directory().hasLocalLayer(fetched.diffId()));
    String diffId = fetched.diffId().digest().hex();
    CachedLayer seen = cache.cache().retrieveTarLayer(DescriptorDigest.fromHash(diffId)).get();
    assertEquals(fetched.blob().digest().hex(), seen.getDigest().getHash());
    assertEquals(fetched.blob().sizeBytes(), seen.getSize());
  }

  @Test
  void whatStandsUnderALayersNameStays() throws Exception {
    JibBaseCache cache = cache();
    FetchedLayer fetched = fetched(1);
    Path there = cache.directory().layers().layerFolder(fetched.blob().digest());
    Files.createDirectories(there);
    Files.writeString(there.resolve(fetched.diffId().digest().hex()), "other");

    assertFalse(cache.directory().admit(fetched));

    assertEquals("other", Files.readString(there.resolve(fetched.diffId().digest().hex())));
  }

  @Test
  void isWhereJibHasIt() {
    assertEquals(
        Containerizer.DEFAULT_BASE_CACHE_DIRECTORY,
        BaseImageCacheDirectory.of("target", System::getProperty, System::getenv).directory());
  }

  private JibBaseCache cache() throws IOException {
    return JibBaseCache.in(
        new BaseImageCacheDirectory(new JibCacheDirectory(folder.resolve("jib"))));
  }

  private static Layer layer(FetchedLayer fetched) {
    return new Layer(fetched.blob().digest(), fetched.blob().sizeBytes(), fetched.diffId());
  }

  private FetchedLayer fetched(long seed) throws IOException {
    RandomLayer layer = RandomLayer.write(folder.resolve("fetched"), seed, 1000);
    return fetched(layer, DiffId.parse(layer.diffId()), true);
  }

  private static Descriptor descriptor(RandomLayer layer) {
    return new Descriptor(
        MediaTypes.OCI_LAYER_GZIP, Digest.parse(layer.digest()), layer.sizeBytes());
  }

  private FetchedLayer fetched(RandomLayer layer, DiffId diffId, boolean isDiffIdChecked) {
    Descriptor blob = descriptor(layer);
    return new FetchedLayer(
        new LayerFile(blob, diffId, layer.file()),
        new DirectoryLocation(folder),
        new BlobStat(new BlobKey("blobs/" + blob.digest()), layer.sizeBytes(), Instant.EPOCH, "1"),
        new Span(Instant.EPOCH, Instant.EPOCH),
        isDiffIdChecked);
  }
}
