package io.github.azblobcache.manifest;

/**
 * The name of a manifest, {@code name=} in a cache's description: the end of its blob key, for
 * instance {@code main} or {@code team/shop}.
 *
 * @param value one or more segments joined by {@code /}
 */
public record ManifestName(String value) {

  /** What a blob key leaves when the shortest prefix is taken off. */
  private static final int MAX_LENGTH = 1000;

  /**
   * @throws IllegalArgumentException if the name is empty, longer than 1,000 characters, or has an
   *     empty, {@code .} or {@code ..} segment, a backslash or a control character
   */
  public ManifestName {
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A manifest name has 1 to 1000 characters, this one has " + value.strip().length());
    }
    // A '..' would lead out of the folder of manifests, to the blobs for instance.
    for (String segment : value.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new IllegalArgumentException(
            "A manifest name has no empty, '.' or '..' segment: '" + value + "'");
      }
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) == '\\' || Character.isISOControl(value.charAt(i))) {
        throw new IllegalArgumentException(
            "A manifest name has no backslash and no control character: '"
                + value.replaceAll("\\p{Cntrl}", "?")
                + "'");
      }
    }
  }

  @Override
  public String toString() {
    return value;
  }

  // By hand, as in each record that is a key: see docs/adr/0012-code-for-a-cold-jvm.md.
  @Override
  public boolean equals(Object other) {
    return other instanceof ManifestName that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
