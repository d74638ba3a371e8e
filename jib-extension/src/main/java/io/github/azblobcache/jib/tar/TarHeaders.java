package io.github.azblobcache.jib.tar;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * What precedes each entry's content in the tars that Jib writes (docs/behaviour.md, "tar
 * headers").
 *
 * <p>Written by the library that Jib uses; but for entries with the same traits, as most of a layer
 * are, only once: names and sizes are put into a copy. On a cold JVM the library needs half a
 * millisecond for each entry.
 *
 * @see <a
 *     href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06">POSIX,
 *     ustar interchange format</a>
 */
final class TarHeaders {

  private static final int RECORD_BYTES = 512;
  private static final int NAME_BYTES = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_DIGITS = 11;
  private static final int SUM_AT = 148;
  private static final int SUM_BYTES = 8;
  private static final int SUM_DIGITS = 6;

  /** Where the library says that an entry's extended header is, before the entry's own name. */
  private static final String EXTENDED = "./PaxHeaders.X/";

  private static final String SAMPLE = "some/entry";

  private final Map<Traits, byte[]> samples = new HashMap<>();

  /**
   * What the tar says of an entry, but for its name and size.
   *
   * @param permissions the nine bits
   * @param owner the user and the group, {@code 1000:staff} for instance; a number is an ID
   */
  record Traits(boolean isFolder, int permissions, String owner, Instant time) {

    /** Of a folder that no plan names. */
    static final Traits OF_PARENTS =
        new Traits(
            true,
            FilePermissions.DEFAULT_FOLDER_PERMISSIONS.getPermissionBits(),
            "",
            FileEntriesLayer.DEFAULT_MODIFICATION_TIME);

    static Traits of(FileEntry file, boolean isFolder) {
      return new Traits(
          isFolder,
          file.getPermissions().getPermissionBits(),
          file.getOwnership(),
          file.getModificationTime());
    }

    // By hand, as in each record that is a key: see docs/adr/0012-code-for-a-cold-jvm.md.
    @Override
    public boolean equals(Object other) {
      return other instanceof Traits that
          && isFolder == that.isFolder
          && permissions == that.permissions
          && owner.equals(that.owner)
          && time.equals(that.time);
    }

    @Override
    public int hashCode() {
      return 31 * time.hashCode() + permissions;
    }
  }

  /**
   * @param name without a slash at its beginning, and with one at its end if it is a folder
   * @param sizeBytes of the content
   */
  byte[] of(String name, long sizeBytes, Traits traits) throws IOException {
    if (!isPlain(name) || sizeBytes >= 1L << (3 * SIZE_DIGITS)) {
      return byLibrary(name, sizeBytes, traits);
    }
    byte[] sample = samples.get(traits);
    if (sample == null) {
      sample = byLibrary(traits.isFolder() ? SAMPLE + "/" : SAMPLE, 0, traits);
      samples.put(traits, sample);
    }
    return isAsExpected(sample)
        ? renamed(sample, name, sizeBytes)
        : byLibrary(name, sizeBytes, traits);
  }

  /** Whether a name has its place in both records of the header, as it is. */
  private static boolean isPlain(String name) {
    if (EXTENDED.length() + name.length() >= NAME_BYTES) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c > '~' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private static boolean isAsExpected(byte[] sample) {
    int last = sample.length - RECORD_BYTES;
    return startsWith(sample, 0, extended(SAMPLE)) && startsWith(sample, last, SAMPLE);
  }

  /** The name of an entry's extended header. */
  private static String extended(String name) {
    return EXTENDED + name.replace('/', '_');
  }

  private static boolean startsWith(byte[] bytes, int at, String text) {
    return text.equals(new String(bytes, at, text.length(), StandardCharsets.US_ASCII));
  }

  private static byte[] renamed(byte[] sample, String name, long sizeBytes) {
    byte[] header = sample.clone();
    int last = header.length - RECORD_BYTES;
    putName(header, 0, extended(name));
    putName(header, last, name);
    putOctal(header, last + SIZE_AT, SIZE_DIGITS, sizeBytes);
    putSum(header, 0);
    putSum(header, last);
    return header;
  }

  private static void putName(byte[] header, int at, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    Arrays.fill(header, at, at + NAME_BYTES, (byte) 0);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static void putOctal(byte[] header, int at, int digits, long number) {
    long rest = number;
    for (int i = digits - 1; i >= 0; i--, rest >>= 3) {
      header[at + i] = (byte) ('0' + (rest & 7));
    }
  }

  /** The sum of the record's bytes, in which the sum itself counts as blanks. */
  private static void putSum(byte[] header, int at) {
    int sum = SUM_BYTES * ' ';
    for (int i = 0; i < RECORD_BYTES; i++) {
      if (i < SUM_AT || i >= SUM_AT + SUM_BYTES) {
        sum += header[at + i] & 0xff;
      }
    }
    putOctal(header, at + SUM_AT, SUM_DIGITS, sum);
  }

  private static byte[] byLibrary(String name, long sizeBytes, Traits traits) throws IOException {
    // Made of a name alone: made of a path, an entry asks the system for owners and times, which
    // are not those of the tar.
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(sizeBytes);
    entry.setMode((entry.getMode() & ~0777) | traits.permissions());
    setOwner(entry, traits.owner());
    setTime(entry, traits.time());
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    // Never closed, because it would ask for the content.
    TarArchiveOutputStream tar = new TarArchiveOutputStream(header, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    // The method as every commons-compress has it; a tar's own is new in that of Jib 3.4.
    ArchiveOutputStream<TarArchiveEntry> archive = tar;
    archive.putArchiveEntry(entry);
    return header.toByteArray();
  }

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
    // Jib writes the nanoseconds without leading zeros, and so does this
    // (docs/behaviour.md, "tar times").
    String nanos = time.getNano() == 0 ? "" : "." + time.getNano();
    String text = time.getEpochSecond() + nanos;
    for (String header : List.of("mtime", "atime", "ctime", "LIBARCHIVE.creationtime")) {
      entry.addPaxHeader(header, text);
    }
  }
}
