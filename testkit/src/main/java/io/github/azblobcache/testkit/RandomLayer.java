package io.github.azblobcache.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * An image layer with one random file in it: a compressed tar, and what a manifest says of it.
 *
 * <p>The tar is the same for the same seed and size on every JVM; the gzip may differ between JVMs.
 *
 * @param digest of the compressed bytes, as {@code sha256:<64 hex digits>}
 * @param diffId of the tar, as {@code sha256:<64 hex digits>}
 * @param file holds the compressed bytes
 * @param sizeBytes of the compressed bytes
 */
public record RandomLayer(String digest, String diffId, Path file, long sizeBytes) {

  private static final int TAR_BLOCK = 512;
  private static final int ZSTD_BLOCK = 128 * 1024;

  /**
   * Writes a layer.
   *
   * @param folder where its file comes, named by the digest's hex digits
   * @param contentBytes size of the file in the layer; the layer is a little larger
   */
  public static RandomLayer write(Path folder, long seed, int contentBytes) throws IOException {
    byte[] tar = tar("random-" + seed, RandomBytes.of(seed, contentBytes));
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(tar);
    }
    return write(folder, compressed.toByteArray(), tar);
  }

  /** The same tar in zstd. */
  public static RandomLayer writeZstd(Path folder, long seed, int contentBytes) throws IOException {
    byte[] tar = tar("random-" + seed, RandomBytes.of(seed, contentBytes));
    return write(folder, zstd(tar), tar);
  }

  private static RandomLayer write(Path folder, byte[] bytes, byte[] tar) throws IOException {
    String hex = sha256(bytes);
    Files.createDirectories(folder);
    Path file = Files.write(folder.resolve(hex), bytes);
    return new RandomLayer("sha256:" + hex, "sha256:" + sha256(tar), file, bytes.length);
  }

  /** One frame of blocks that are not compressed: random bytes can't be made smaller. */
  private static byte[] zstd(byte[] content) {
    int blocks = (content.length + ZSTD_BLOCK - 1) / ZSTD_BLOCK;
    ByteBuffer frame =
        ByteBuffer.allocate(9 + 3 * blocks + content.length).order(ByteOrder.LITTLE_ENDIAN);
    // One segment, whose size is said in four bytes.
    frame.putInt(0xfd2fb528).put((byte) 0xa0).putInt(content.length);
    for (int at = 0; at < content.length; at += ZSTD_BLOCK) {
      int size = Math.min(ZSTD_BLOCK, content.length - at);
      int header = size << 3 | (at + size == content.length ? 1 : 0);
      frame.put((byte) header).put((byte) (header >> 8)).put((byte) (header >> 16));
      frame.put(content, at, size);
    }
    return frame.array();
  }

  private static byte[] tar(String name, byte[] content) {
    int padded = (content.length + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK;
    // A header, the content, and two empty blocks as the end.
    byte[] tar = new byte[TAR_BLOCK + padded + 2 * TAR_BLOCK];
    put(tar, 0, name);
    put(tar, 100, "0000644\0");
    put(tar, 108, "0000000\0");
    put(tar, 116, "0000000\0");
    put(tar, 124, String.format("%011o\0", content.length));
    put(tar, 136, "00000000001\0");
    put(tar, 148, "        0");
    put(tar, 257, "ustar\00000");
    int sum = 0;
    for (int i = 0; i < TAR_BLOCK; i++) {
      sum += tar[i] & 0xff;
    }
    put(tar, 148, String.format("%06o\0 ", sum));
    System.arraycopy(content, 0, tar, TAR_BLOCK, content.length);
    return tar;
  }

  private static void put(byte[] tar, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, tar, offset, bytes.length);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
