package io.github.azblobcache.transfer.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.testkit.RandomBytes;
import io.github.azblobcache.testkit.RandomLayer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerCheckTest {

  /** From here on a thread of its own checks a layer. */
  private static final int LARGE_BYTES = 1200 * 1024;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 10_000, LARGE_BYTES})
  void checksTheDiffIdOfSeveralMembers(int bytes) throws IOException {
    byte[] tar = RandomBytes.of(1, bytes);
    byte[] first = gzip(tar);
    byte[] last = gzip(RandomBytes.of(2, bytes));
    byte[] both = concat(tar, RandomBytes.of(2, bytes));

    assertTrue(copy(concat(first, last), both));
    assertTrue(copy(concat(concat(first, gzip(new byte[0])), last), both));
    assertTrue(copy(concat(concat(first, last), gzip(new byte[0])), both));
  }

  @ParameterizedTest
  @CsvSource({"100, 1", "100, 512", "10000, 30", "10000, 40000", "1200000, 1", "1200000, 40000"})
  void refusesWhatFollowsTheLastMember(int bytes, int zeros) throws IOException {
    byte[] tar = RandomBytes.of(1, bytes);
    byte[] padded = concat(gzip(tar), new byte[zeros]);

    // Of the second one the JVM's own inflater would not see the last member.
    assertFalse(refused(padded, tar).isBlobDamaged());
    assertFalse(refused(concat(padded, gzip(new byte[9])), tar).isBlobDamaged());
  }

  @Test
  void refusesAnotherDiffIdAndWhatIsNoGzip() throws IOException {
    byte[] tar = RandomBytes.of(1, 1000);

    assertFalse(refused(gzip(tar), new byte[0]).isBlobDamaged());
    assertFalse(refused(tar, tar).isBlobDamaged());
    assertFalse(refused(new byte[0], tar).isBlobDamaged());
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, LARGE_BYTES})
  void checksZstdByItsDigestAlone(int bytes) throws IOException {
    RandomLayer zstd = RandomLayer.writeZstd(folder, 1, bytes);
    byte[] content = Files.readAllBytes(zstd.file());

    // Jib calls every layer a gzip.
    assertFalse(copy(content, new byte[0]));
    content[content.length - 1]++;
    CacheLayer layer = layer(Digest.parse(zstd.digest()), content.length, new byte[0]);
    CorruptLayerException damage =
        assertThrows(CorruptLayerException.class, () -> copy(layer, content));
    assertTrue(damage.isBlobDamaged());
  }

  @Test
  void knowsASkippableFrameOfZstd() throws IOException {
    byte[] frame = {0x5f, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 7};

    assertFalse(copy(frame, new byte[0]));
    assertFalse(refused(new byte[] {0x5f, 0x2a, 0x4d}, new byte[0]).isBlobDamaged());
  }

  private CorruptLayerException refused(byte[] blob, byte[] tar) {
    return assertThrows(CorruptLayerException.class, () -> copy(blob, tar));
  }

  private boolean copy(byte[] blob, byte[] tar) throws IOException {
    return copy(layer(Digest.of(blob), blob.length, tar), blob);
  }

  private boolean copy(CacheLayer layer, byte[] blob) throws IOException {
    Path file = Files.createTempFile(folder, "copy", null);
    boolean isDiffIdChecked =
        new LayerCheck(layer)
            .copy(new ByteArrayInputStream(blob), file, LayerCheck.Receiver.WAITING);
    assertEquals(Digest.of(blob), Digest.of(Files.readAllBytes(file)));
    return isDiffIdChecked;
  }

  private static CacheLayer layer(Digest digest, long sizeBytes, byte[] tar) {
    return new CacheLayer(
        new Descriptor(MediaTypes.OCI_LAYER_GZIP, digest, sizeBytes),
        new DiffId(Digest.of(tar)),
        CacheLayer.NO_PARENT,
        Optional.empty());
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(gzipped)) {
      gzip.write(content);
    }
    return gzipped.toByteArray();
  }

  private static byte[] concat(byte[] one, byte[] other) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(one);
    both.writeBytes(other);
    return both.toByteArray();
  }
}
