package io.github.azblobcache.files;

import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * File lists as a blob: gzipped JSON. Such a blob is stored as a layer is, and its diffID is the
 * digest of the JSON.
 */
public final class FileListsBlob {

  /** Enough for the lists of {@link FileListsJson#MAX_FILES} files. */
  private static final int MAX_JSON_BYTES = 32 << 20;

  private FileListsBlob() {}

  /**
   * Writes a blob into a folder, which need not exist. Another one that is there stays: its export
   * can still be to come.
   */
  public static LayerFile write(FileLists lists, Path folder) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    FileListsJson.write(lists, json);
    ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzipped)) {
      json.writeTo(out);
    }
    Digest digest = Digest.of(gzipped.toByteArray());
    Files.createDirectories(folder);
    Path file = folder.resolve("files-" + digest.abbreviated() + ".json.gz");
    Path partial = file.resolveSibling(file.getFileName() + ".part");
    Files.write(partial, gzipped.toByteArray());
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    return new LayerFile(
        new Descriptor(MediaTypes.FILE_LISTS, digest, gzipped.size()),
        new DiffId(Digest.of(json.toByteArray())),
        file);
  }

  /**
   * Reads a blob.
   *
   * @throws IOException if it is no such blob
   */
  public static FileLists read(Path file) throws IOException {
    return read(Files.newInputStream(file));
  }

  /**
   * Reads a blob, and closes the stream.
   *
   * @throws IOException if it is no such blob
   */
  public static FileLists read(InputStream blob) throws IOException {
    try (blob;
        InputStream json = new GZIPInputStream(blob)) {
      return FileListsJson.read(new Bounded(json));
    }
  }

  /** Fails where a small blob inflates to too much. */
  private static final class Bounded extends FilterInputStream {

    private long left = MAX_JSON_BYTES;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      left -= Math.max(count, 0);
      if (left < 0) {
        throw new IOException("File lists of more than " + MAX_JSON_BYTES + " bytes");
      }
      return count;
    }
  }
}
