package io.github.azblobcache.history;

/**
 * How often a file made its layer change.
 *
 * @param path where it is in the image; in parentheses, why no file is named
 * @param layer what people call its layer
 * @param changes in how many builds it was among the files that changed, were new or were removed
 * @param alone in how many of them it was the only one: without it the layer had stayed the same
 * @param costBytes the compressed bytes of the layers that were built in these builds
 */
public record FileTally(String path, String layer, int changes, int alone, long costBytes) {

  /** Where the files of a layer or of the one before it are not known. */
  static final String NOT_KNOWN = "(files not known)";

  /** Where the build before has no layer of this name. */
  static final String NEW_LAYER = "(the layer is new)";

  /** Where a layer is another one although its files are the same. */
  static final String NO_FILE = "(no file is different: another version of Jib)";

  FileTally plus(boolean isAlone, long sizeBytes) {
    return new FileTally(
        path, layer, changes + 1, alone + (isAlone ? 1 : 0), costBytes + sizeBytes);
  }
}
