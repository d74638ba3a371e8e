package io.github.azblobcache;

/** How a cache names the image of a Maven module. */
public final class ImageNames {

  private ImageNames() {}

  /** {@code groupId:artifactId}. */
  public static String of(String groupId, String artifactId) {
    return groupId + ":" + artifactId;
  }
}
