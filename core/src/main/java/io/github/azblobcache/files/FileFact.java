package io.github.azblobcache.files;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a layer's tar says of one file, or of one folder, as far as it makes a difference.
 *
 * @param path where it is in the image, for instance {@code /app/libs/shop.jar}; a folder's ends in
 *     a slash
 * @param sizeBytes the file's length; 0 for a folder
 * @param crc32c the checksum of the content; 0 for a folder. A change in a billion is not seen,
 *     which is good enough for an explanation, and much faster than a digest
 * @param mode the permissions in octal, for instance {@code 644}
 * @param modified the time that is written into the tar, not the file's own
 * @param owner {@code <user>:<group>} as the user wrote it; empty for root
 */
public record FileFact(
    String path, long sizeBytes, long crc32c, String mode, Instant modified, String owner) {

  boolean isFolder() {
    return path.endsWith("/");
  }

  /** What became different, for people to read; empty if nothing did. */
  Optional<String> differenceTo(FileFact newer) {
    List<String> found = new ArrayList<>();
    if (sizeBytes != newer.sizeBytes) {
      found.add("size " + sizeBytes + " to " + newer.sizeBytes + " bytes");
    } else if (crc32c != newer.crc32c) {
      found.add("content");
    }
    add(found, "mode", mode, newer.mode);
    if (!modified.equals(newer.modified)) {
      found.add("time " + modified + " to " + newer.modified);
    }
    add(found, "owner", quoted(owner), quoted(newer.owner));
    return found.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", found));
  }

  private static String quoted(String owner) {
    return "'" + owner + "'";
  }

  private static void add(List<String> found, String what, String before, String after) {
    if (!before.equals(after)) {
      found.add(what + " " + before + " to " + after);
    }
  }
}
