package io.github.azblobcache.jib.tar;

import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import io.github.azblobcache.jib.tar.TarHeaders.Traits;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes and hashes the tar that Jib would write, each byte once and many at a time. Jib's own code
 * hashes a file's bytes as those of the file too, and all of them in pieces of 512 bytes.
 *
 * @see <a
 *     href="https://github.com/GoogleContainerTools/jib/blob/v3.5.2-maven/jib-core/src/main/java/com/google/cloud/tools/jib/image/ReproducibleLayerBuilder.java">what
 *     Jib writes</a>
 */
final class OnePassTar {

  private static final int RECORD_BYTES = 512;
  private static final byte[] END = new byte[2 * RECORD_BYTES];

  private final Map<String, Entry> entries = new TreeMap<>();
  private final TarHeaders headers = new TarHeaders();
  private final MessageDigest sha256 = Digest.newMessageDigest();
  private final byte[] buffer = new byte[64 * 1024];
  private final OutputStream out;
  private long sizeBytes;

  private OnePassTar(OutputStream out) {
    this.out = out;
  }

  /** As {@link LayerTar.Maker#write}. */
  static LayerTar write(List<FileEntry> files, OutputStream out) throws IOException {
    OnePassTar tar = new OnePassTar(out);
    for (FileEntry file : files) {
      tar.add(file);
    }
    return tar.write();
  }

  /**
   * What is in the tar under one name.
   *
   * @param sizeBytes of its content
   * @param file where its bytes are; empty of a folder
   */
  private record Entry(Traits traits, long sizeBytes, Optional<Path> file) {

    static final Entry PARENT = new Entry(Traits.OF_PARENTS, 0, Optional.empty());
  }

  private void add(FileEntry file) throws IOException {
    Path source = file.getSourceFile();
    String path = file.getExtractionPath().toString();
    String name = path.substring(path.startsWith("/") ? 1 : 0);
    if (Files.isDirectory(source)) {
      add(name + "/", new Entry(Traits.of(file, true), 0, Optional.empty()));
    } else {
      add(name, new Entry(Traits.of(file, false), Files.size(source), Optional.of(source)));
    }
  }

  /** Adds something and the folders above it; of two with one name, the first. */
  private void add(String name, Entry entry) {
    if (entries.putIfAbsent(name, entry) == null) {
      int slash = name.lastIndexOf('/', name.length() - 2);
      if (slash > 0) {
        add(name.substring(0, slash + 1), Entry.PARENT);
      }
    }
  }

  private LayerTar write() throws IOException {
    for (Map.Entry<String, Entry> named : entries.entrySet()) {
      Entry entry = named.getValue();
      byte[] header = headers.of(named.getKey(), entry.sizeBytes(), entry.traits());
      write(header, header.length);
      if (entry.file().isPresent()) {
        write(entry.file().get(), entry.sizeBytes());
      }
    }
    write(END, END.length);
    return new LayerTar(new DiffId(Digest.from(sha256.digest())), sizeBytes);
  }

  private void write(Path file, long expectedBytes) throws IOException {
    long begun = sizeBytes;
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        write(buffer, n);
      }
    }
    long fileBytes = sizeBytes - begun;
    if (fileBytes != expectedBytes) {
      throw new IOException(file + " has changed while it was read");
    }
    int rest = (int) (fileBytes % RECORD_BYTES);
    write(END, rest == 0 ? 0 : RECORD_BYTES - rest);
  }

  private void write(byte[] bytes, int length) throws IOException {
    out.write(bytes, 0, length);
    sha256.update(bytes, 0, length);
    sizeBytes += length;
  }
}
