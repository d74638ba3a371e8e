package io.github.azblobcache.manifest;

/**
 * The name under which a manifest has the file lists of an image. So they are kept, merged and
 * pruned as layers are, and BuildKit sees nothing unusual.
 */
public final class FileListsName {

  private static final String SUFFIX = "/files";

  private FileListsName() {}

  /** The name for the file lists of an image. */
  public static String of(String image) {
    return image + SUFFIX;
  }

  /** Whether a name in a manifest is that of file lists, and not of an image. */
  public static boolean isOne(String name) {
    return name.endsWith(SUFFIX);
  }

  /** The image that a name in a manifest belongs to: itself, or the one that the lists are of. */
  public static String imageOf(String name) {
    return isOne(name) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }
}
