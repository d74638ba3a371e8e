package io.github.azblobcache.oci;

import java.util.Set;

/**
 * The media types that a blob in a cache can have.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/media-types.md">OCI
 *     image-spec, media types</a>
 */
public final class MediaTypes {

  /** A gzipped layer tar, OCI's name. */
  public static final String OCI_LAYER_GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";

  /** A gzipped layer tar, Docker's name. */
  public static final String DOCKER_LAYER_GZIP =
      "application/vnd.docker.image.rootfs.diff.tar.gzip";

  /** A layer tar in zstd, OCI's name. */
  public static final String OCI_LAYER_ZSTD = "application/vnd.oci.image.layer.v1.tar+zstd";

  /** What files the layers of a build had: no layer, and ours alone. */
  public static final String FILE_LISTS = "application/vnd.azblob-cache.files.v1+gzip";

  private static final Set<String> GZIP_LAYERS = Set.of(OCI_LAYER_GZIP, DOCKER_LAYER_GZIP);

  private MediaTypes() {}

  /** Whether a blob of this type is a layer, in any compression. */
  public static boolean isLayer(String mediaType) {
    return mediaType.startsWith("application/vnd.oci.image.layer.")
        || mediaType.startsWith("application/vnd.docker.image.rootfs.");
  }

  /** Whether a blob of this type is a gzipped layer tar, the only form that Jib writes. */
  public static boolean isGzipLayer(String mediaType) {
    return GZIP_LAYERS.contains(mediaType);
  }
}
