package io.github.azblobcache.jib.tar;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Hashes the tar that Jib would write, each byte once and many at a time. Jib's own code hashes a
 * file's bytes as those of the file too, and all of them in pieces of 512 bytes.
 *
 * @see <a
 *     href="https://github.com/GoogleContainerTools/jib/blob/v3.5.2-maven/jib-core/src/main/java/com/google/cloud/tools/jib/image/ReproducibleLayerBuilder.java">what
 *     Jib writes</a>
 */
final class OnePassTar {

  private static final int RECORD_BYTES = 512;
  private static final byte[] END = new byte[2 * RECORD_BYTES];

  /** What stands for every folder: nothing of it is written but that it is one. */
  private static final Path FOLDER = Path.of(".");

  private final Map<String, TarArchiveEntry> entries = new TreeMap<>();
  private final MessageDigest sha256 = Digest.newMessageDigest();
  private final byte[] buffer = new byte[64 * 1024];
  private long sizeBytes;

  private OnePassTar() {}

  /** As {@link LayerTar.Maker#of}. */
  static LayerTar of(List<FileEntry> files) throws IOException {
    OnePassTar tar = new OnePassTar();
    for (FileEntry file : files) {
      tar.add(file);
    }
    return tar.hash();
  }

  private void add(FileEntry file) throws IOException {
    TarArchiveEntry entry =
        new TarArchiveEntry(file.getSourceFile(), file.getExtractionPath().toString());
    entry.setMode((entry.getMode() & ~0777) | file.getPermissions().getPermissionBits());
    entry.setIds(0, 0);
    entry.setNames("", "");
    setOwner(entry, file.getOwnership());
    setTime(entry, file.getModificationTime());
    add(entry);
  }

  /** Adds an entry and the folders above it; of two with one name, the first. */
  private void add(TarArchiveEntry entry) throws IOException {
    if (entries.containsKey(entry.getName())) {
      return;
    }
    Path parent = Path.of(entry.getName()).getParent();
    if (parent != null) {
      TarArchiveEntry folder = new TarArchiveEntry(FOLDER, parent.toString());
      folder.setIds(0, 0);
      folder.setNames("", "");
      setTime(folder, FileEntriesLayer.DEFAULT_MODIFICATION_TIME);
      add(folder);
    }
    entries.put(entry.getName(), entry);
  }

  /** The user and the group, {@code 1000:staff} for instance; a number is an ID. */
  private static void setOwner(TarArchiveEntry entry, String owner) {
    String[] parts = owner.split(":", 2);
    String user = parts[0];
    String group = parts.length > 1 ? parts[1] : "";
    if (!user.isEmpty()) {
      try {
        entry.setUserId(Long.parseLong(user));
      } catch (NumberFormatException e) {
        entry.setUserName(user);
      }
    }
    if (!group.isEmpty()) {
      try {
        entry.setGroupId(Long.parseLong(group));
      } catch (NumberFormatException e) {
        entry.setGroupName(group);
      }
    }
  }

  private static void setTime(TarArchiveEntry entry, Instant time) {
    entry.setModTime(time.toEpochMilli());
    // Jib writes the nanoseconds without leading zeros, and so does this.
    String nanos = time.getNano() == 0 ? "" : "." + time.getNano();
    String text = time.getEpochSecond() + nanos;
    for (String header : List.of("mtime", "atime", "ctime", "LIBARCHIVE.creationtime")) {
      entry.addPaxHeader(header, text);
    }
  }

  private LayerTar hash() throws IOException {
    for (TarArchiveEntry entry : entries.values()) {
      byte[] header = header(entry);
      update(header, header.length);
      if (entry.isFile()) {
        updateWithFile(entry);
      }
    }
    update(END, END.length);
    return new LayerTar(new DiffId(Digest.from(sha256.digest())), sizeBytes);
  }

  /** What stands before an entry's content. */
  private static byte[] header(TarArchiveEntry entry) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    // Never closed, for it would ask for the content.
    TarArchiveOutputStream tar = new TarArchiveOutputStream(header, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    // The method as every commons-compress has it; a tar's own is new in that of Jib 3.4.
    ArchiveOutputStream<TarArchiveEntry> archive = tar;
    archive.putArchiveEntry(entry);
    return header.toByteArray();
  }

  private void updateWithFile(TarArchiveEntry entry) throws IOException {
    long begun = sizeBytes;
    try (InputStream file = Files.newInputStream(entry.getPath())) {
      for (int n = file.read(buffer); n >= 0; n = file.read(buffer)) {
        update(buffer, n);
      }
    }
    long fileBytes = sizeBytes - begun;
    if (fileBytes != entry.getSize()) {
      throw new IOException(entry.getPath() + " has changed while it was read");
    }
    int rest = (int) (fileBytes % RECORD_BYTES);
    update(END, rest == 0 ? 0 : RECORD_BYTES - rest);
  }

  private void update(byte[] bytes, int length) {
    sha256.update(bytes, 0, length);
    sizeBytes += length;
  }
}
