package io.github.azblobcache.transfer.check;

import io.github.azblobcache.concurrent.DaemonThreads;
import io.github.azblobcache.concurrent.IoFutures;
import io.github.azblobcache.concurrent.Pipe;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.store.errors.StoreException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipException;

/**
 * Copies a layer blob to a file and checks it on the way, in one pass: the compressed bytes against
 * the digest and the size, the inflated ones against the diffID.
 *
 * <p>Some blobs are checked by digest and size alone: those that are no layer, such as an image's
 * manifest, and layers in zstd, which this JVM can't inflate. The bytes say whether a layer is in
 * zstd, because media types are often wrong about it.
 *
 * <p>The size bounds how much is read: a store that sends more than the manifest said is cut off.
 */
public final class LayerCheck {

  private static final int BUFFER_BYTES = Pipe.BUFFER_BYTES;

  /** From this size on the checks have a thread of their own. */
  private static final long LARGE_BYTES = 1024 * 1024;

  private final CacheLayer expected;

  /** The receiver of the bytes. */
  public interface Receiver {

    /** One who takes all of them, and waits. */
    Receiver WAITING =
        new Receiver() {
          @Override
          public boolean received(long bytes) {
            return true;
          }

          @Override
          public boolean isAwaited() {
            return true;
          }
        };

    /** So many bytes have come so far; false ends the copy. */
    boolean received(long bytes);

    /** Whether a build waits for them now. */
    boolean isAwaited();
  }

  /**
   * @param expected what the bytes are to be
   */
  public LayerCheck(CacheLayer expected) {
    this.expected = expected;
  }

  /**
   * @param file empty; what is in it after an exception is worthless
   * @return whether the diffID was checked too
   * @throws CorruptLayerException if the bytes are not the layer
   * @throws IOException if reading or writing fails, or the copy was ended
   */
  public boolean copy(InputStream blob, Path file, Receiver receiver) throws IOException {
    // Not truncated: of a file that was, ext4 would bring all to the disk before it is closed.
    OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE);
    return copy(blob, new BufferedOutputStream(out, BUFFER_BYTES), receiver);
  }

  /**
   * Checks without a file. The bytes are written to the stream, which is closed.
   *
   * @throws CorruptLayerException if the bytes are not the layer
   */
  public void copy(InputStream blob, OutputStream out) throws IOException {
    copy(blob, out, Receiver.WAITING);
  }

  private boolean copy(InputStream blob, OutputStream out, Receiver receiver) throws IOException {
    Copy copy = new Copy(blob, out, receiver);
    Found found;
    try (copy) {
      found =
          isLayer() && expected.blob().sizeBytes() >= LARGE_BYTES
              ? readBeside(copy, receiver)
              : read(copy, receiver);
    }
    if (copy.sizeBytes != expected.blob().sizeBytes()
        || !found.digest().equals(expected.blob().digest())) {
      throw damaged(copy.sizeBytes, found.digest());
    }
    boolean isInflated = isLayer() && !found.isZstd();
    if (isInflated && !found.inflated().equals(Optional.of(expected.diffId().digest()))) {
      throw new CorruptLayerException(
          "The cache manifest claims that the layer "
              + expected.blob().digest()
              + " has the diffID "
              + expected.diffId()
              + ", but it has "
              + found
                  .inflated()
                  .map(Digest::toString)
                  .orElse("none, because it is not gzip to its end"),
          false);
    }
    return isInflated;
  }

  /**
   * What was read.
   *
   * @param digest of the bytes
   * @param isZstd whether it is a layer in zstd
   * @param inflated the digest of what they inflate to; empty if they are no layer, or no gzip, or
   *     not to their end
   */
  private record Found(Digest digest, boolean isZstd, Optional<Digest> inflated) {}

  private boolean isLayer() {
    return MediaTypes.isGzipLayer(expected.blob().mediaType());
  }

  /** Reads to the end, even past damage. */
  private Found read(InputStream blob, Receiver receiver) throws IOException {
    MessageDigest sha256 = Digest.newMessageDigest();
    InputStream compressed = new DigestInputStream(blob, sha256);
    boolean isZstd = false;
    Optional<Digest> inflated = Optional.empty();
    if (isLayer()) {
      byte[] first = compressed.readNBytes(Zstd.MAGIC_BYTES);
      isZstd = Zstd.isMagic(first);
      if (!isZstd) {
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(first), compressed);
        inflated = inflate(all, receiver);
      }
    }
    drain(compressed);
    return new Found(Digest.from(sha256.digest()), isZstd, inflated);
  }

  private static Optional<Digest> inflate(InputStream compressed, Receiver receiver)
      throws IOException {
    MessageDigest sha256 = Digest.newMessageDigest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      GzipMembers tar = GzipMembers.of(compressed, BUFFER_BYTES);
      for (int n = tar.read(buffer); n >= 0; n = tar.read(buffer)) {
        long begun = System.nanoTime();
        sha256.update(buffer, 0, n);
        HashingPace.OF_THIS_JVM.hashed(n, System.nanoTime() - begun, receiver::isAwaited);
      }
      return tar.endsWithLastMember()
          ? Optional.of(Digest.from(sha256.digest()))
          : Optional.empty();
    } catch (StoreException e) {
      throw e;
    } catch (ZipException | EOFException e) {
      // Not gzip: the digest of the compressed bytes shows whether the blob or the manifest is
      // wrong.
      return Optional.empty();
    }
  }

  /** As {@link #read}, in a thread of its own: receiving and writing takes as long. */
  private Found readBeside(InputStream blob, Receiver receiver) throws IOException {
    CompletableFuture<Found> found = new CompletableFuture<>();
    try (Pipe pipe = new Pipe()) {
      DaemonThreads.start(
          "check", () -> IoFutures.complete(found, () -> readAll(pipe.input(), receiver)));
      pipe.pass(blob);
    }
    return IoFutures.get(found);
  }

  /** Closes its end in any case: the thread that hands over must not wait for ever. */
  private Found readAll(InputStream handedOver, Receiver receiver) throws IOException {
    try (handedOver) {
      return read(handedOver, receiver);
    }
  }

  private static void drain(InputStream in) throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  private CorruptLayerException damaged(long sizeBytes, Digest digest) {
    return new CorruptLayerException(
        "The layer "
            + expected.blob().digest()
            + " is damaged in the cache: expected "
            + expected.blob().sizeBytes()
            + " bytes, got "
            + sizeBytes
            + " bytes with the digest "
            + digest,
        true);
  }

  /** Passes bytes on, and to a file; ends at most a buffer after the expected size. */
  private final class Copy extends FilterInputStream {

    private final OutputStream file;
    private final Receiver receiver;
    private long sizeBytes;

    Copy(InputStream blob, OutputStream file, Receiver receiver) {
      super(blob);
      this.receiver = receiver;
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (sizeBytes > expected.blob().sizeBytes()) {
        return -1;
      }
      int n = in.read(buffer, offset, length);
      if (n > 0) {
        file.write(buffer, offset, n);
        sizeBytes += n;
        if (!receiver.received(sizeBytes)) {
          throw new IOException("Nobody waits for the layer any more");
        }
      }
      return n;
    }

    /** Closes the file, so that a write that fails late is seen; the blob belongs to the caller. */
    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
