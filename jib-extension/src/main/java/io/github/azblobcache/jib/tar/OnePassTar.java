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
import java.util.Optional;
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

  private final Map<String, Content> contents = new TreeMap<>();
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

  /**
   * What stands in the tar under one name.
   *
   * @param entry says of it what the tar says
   * @param file where its bytes are; empty of a folder
   */
  private record Content(TarArchiveEntry entry, Optional<Path> file) {}

  // Made of names alone: made of a path, an entry asks the system for owners and times, which are
  // not those of the tar.
  private void add(FileEntry file) throws IOException {
    Path source = file.getSourceFile();
    String name = file.getExtractionPath().toString();
    boolean isFolder = Files.isDirectory(source);
    TarArchiveEntry entry = new TarArchiveEntry(isFolder ? name + "/" : name);
    if (!isFolder) {
      entry.setSize(Files.size(source));
    }
    entry.setMode((entry.getMode() & ~0777) | file.getPermissions().getPermissionBits());
    setOwner(entry, file.getOwnership());
    setTime(entry, file.getModificationTime());
    add(new Content(entry, isFolder ? Optional.empty() : Optional.of(source)));
  }

  /** Adds something and the folders above it; of two with one name, the first. */
  private void add(Content content) {
    String name = content.entry().getName();
    if (contents.containsKey(name)) {
      return;
    }
    Path parent = Path.of(name).getParent();
    if (parent != null) {
      TarArchiveEntry folder = new TarArchiveEntry(parent + "/");
      setTime(folder, FileEntriesLayer.DEFAULT_MODIFICATION_TIME);
      add(new Content(folder, Optional.empty()));
    }
    contents.put(name, content);
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
    for (Content content : contents.values()) {
      byte[] header = header(content.entry());
      update(header, header.length);
      if (content.file().isPresent()) {
        updateWithFile(content.file().get(), content.entry().getSize());
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

  private void updateWithFile(Path file, long expectedBytes) throws IOException {
    long begun = sizeBytes;
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        update(buffer, n);
      }
    }
    long fileBytes = sizeBytes - begun;
    if (fileBytes != expectedBytes) {
      throw new IOException(file + " has changed while it was read");
    }
    int rest = (int) (fileBytes % RECORD_BYTES);
    update(END, rest == 0 ? 0 : RECORD_BYTES - rest);
  }

  private void update(byte[] bytes, int length) {
    sha256.update(bytes, 0, length);
    sizeBytes += length;
  }
}
