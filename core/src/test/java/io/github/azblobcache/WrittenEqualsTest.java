package io.github.azblobcache;

import static io.github.azblobcache.testkit.WrittenEquality.assertHolds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.entries.BuildLayer;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.settings.values.Setting;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.testkit.WrittenEquality;
import io.github.azblobcache.transfer.shared.BlobRef;
import io.github.azblobcache.transfer.shared.CacheSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The records of the core whose {@code equals} is written out, because a hit runs in a cold JVM.
 */
class WrittenEqualsTest {

  private static final Digest ONE = Digest.of(new byte[] {1});
  private static final Digest TWO = Digest.of(new byte[] {2});
  private static final StoreLocation HERE = new DirectoryLocation(Path.of("here"));
  private static final StoreLocation THERE = new DirectoryLocation(Path.of("there"));

  @Test
  void noneIsForgotten() {
    WrittenEquality.assertWrittenIn(
        "AzureCredential",
        "AzureLocation",
        "BlobKey",
        "BlobRef",
        "BuildLayer",
        "CacheSource",
        "Descriptor",
        "DiffId",
        "Digest",
        "DirectoryLocation",
        "LayerDownloads",
        "Layout",
        "ManifestName",
        "Setting");
  }

  @Test
  void dependsOnEveryComponent() throws ClassNotFoundException {
    assertHolds(Digest.class, List.of(ONE.hex()), List.of(TWO.hex()));
    assertHolds(DiffId.class, List.of(ONE), List.of(TWO));
    assertHolds(Descriptor.class, List.of("a/b", ONE, 1L), List.of("a/c", TWO, 2L));
    assertHolds(
        BuildLayer.class,
        List.of(new Descriptor("a/b", ONE, 1), new DiffId(ONE)),
        List.of(new Descriptor("a/b", TWO, 1), new DiffId(TWO)));
    assertHolds(ManifestName.class, List.of("main"), List.of("branch"));
    assertHolds(BlobKey.class, List.of("blobs/a"), List.of("blobs/b"));
    assertHolds(BlobRef.class, List.of(HERE, new BlobKey("a")), List.of(THERE, new BlobKey("b")));
    assertHolds(Layout.class, List.of("", "blobs", "manifests"), List.of("team", "b", "m"));
    assertHolds(
        AzureLocation.class,
        List.of(URI.create("https://one"), "one", "c", new AzureCredential.AccountKey("a")),
        List.of(URI.create("https://two"), "two", "d", new AzureCredential.AccountKey("b")));
    assertHolds(
        wanted(),
        List.of(new BlobRef(HERE, new BlobKey("a")), 1L, new DiffId(ONE)),
        List.of(new BlobRef(THERE, new BlobKey("a")), 2L, new DiffId(TWO)));
  }

  @Test
  void oneFolderIsOneLocation() {
    assertEquals(HERE, new DirectoryLocation(Path.of("there/../here")));
    assertEquals(HERE.hashCode(), new DirectoryLocation(Path.of("there/../here")).hashCode());
    assertNotEquals(HERE, THERE);
  }

  /** Two of one place are one, whoever opened it. */
  @Test
  void aSourceIsItsPlace() {
    assertHolds(
        CacheSource.class,
        List.of(
            HERE, new MemoryBlobStore(Clock.systemUTC()), Layout.DEFAULT, new ManifestName("main")),
        List.of(
            THERE,
            new MemoryBlobStore(Clock.systemUTC()),
            new Layout("team", "blobs", "manifests"),
            new ManifestName("branch")),
        "store");
  }

  @Test
  void whatIsNoRecordBecauseOfItsSecretIsComparedByIt() {
    assertEquals(new Setting("a", "b"), new Setting("a", "b"));
    assertNotEquals(new Setting("a", "b"), new Setting("a", "c"));
    assertNotEquals(new Setting("a", "b"), new Setting("c", "b"));
    assertEquals(new AzureCredential.AccountKey("a"), new AzureCredential.AccountKey("a"));
    assertNotEquals(new AzureCredential.AccountKey("a"), new AzureCredential.AccountKey("b"));
    assertEquals(
        new AzureCredential.SharedAccessSignature("a"),
        new AzureCredential.SharedAccessSignature("a"));
    assertNotEquals(
        new AzureCredential.SharedAccessSignature("a"),
        new AzureCredential.SharedAccessSignature("b"));
    assertEquals(new AzureCredential.DefaultChain(), new AzureCredential.DefaultChain());
  }

  private static Class<? extends Record> wanted() throws ClassNotFoundException {
    return Class.forName("io.github.azblobcache.transfer.fetch.LayerDownloads$Wanted")
        .asSubclass(Record.class);
  }
}
