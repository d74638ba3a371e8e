package io.github.azblobcache.store;

/**
 * The name of a blob inside its store: segments joined by {@code /}, for instance {@code
 * blobs/sha256:2cf2…}.
 *
 * <p>Never built with {@link java.nio.file.Path}: a key has the same characters on every operating
 * system.
 *
 * @param path the whole name
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata">Azure
 *     Blob Storage, blob names</a>
 */
public record BlobKey(String path) implements Comparable<BlobKey> {

  private static final int MAX_LENGTH = 1024;

  /**
   * @throws IllegalArgumentException if the name is empty, longer than 1,024 characters, or has an
   *     empty, {@code .} or {@code ..} segment, a backslash or a control character
   */
  public BlobKey {
    if (path.isEmpty() || path.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A blob name has 1 to 1024 characters, this one has "
              + path.length()
              + ": '"
              + path
              + "'");
    }
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new IllegalArgumentException(
            "A blob name has no empty, '.' or '..' segment: '" + path + "'");
      }
    }
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '\\' || Character.isISOControl(path.charAt(i))) {
        throw new IllegalArgumentException(
            "A blob name has no backslash and no control character: '" + path + "'");
      }
    }
  }

  @Override
  public int compareTo(BlobKey other) {
    return path.compareTo(other.path);
  }

  @Override
  public String toString() {
    return path;
  }

  // By hand, as in each record that is a key: see docs/adr/0012-code-for-a-cold-jvm.md.
  @Override
  public boolean equals(Object other) {
    return other instanceof BlobKey that && path.equals(that.path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }
}
