package io.github.azblobcache;

import java.util.Collection;
import java.util.TreeSet;

/** How a cache names images. */
public final class ImageNames {

  private ImageNames() {}

  /** The image of a Maven module, {@code groupId:artifactId}. */
  public static String of(String groupId, String artifactId) {
    return groupId + ":" + artifactId;
  }

  /** What a tag of a base image points to; see {@link #ofBase}. */
  public static String ofBaseTag(String reference, Collection<String> platforms) {
    return "tag of " + ofBase(reference, platforms);
  }

  /**
   * A base image, for instance {@code base image gcr.io/distroless/java17@sha256:… linux/amd64}.
   *
   * @param reference with its tag or digest, as Jib writes it
   * @param platforms each {@code os/architecture}, of one build
   */
  public static String ofBase(String reference, Collection<String> platforms) {
    return ("base image " + reference + " " + String.join(",", new TreeSet<>(platforms))).strip();
  }
}
