package io.github.azblobcache.jib.base.image;

import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import java.io.IOException;
import java.util.Optional;

/** Where the documents of an image are read: lists of manifests, manifests and configs. */
public interface Documents {

  /** A longer document is refused: registries refuse it too. */
  int MAX_BYTES = 4 << 20;

  /** What a document is to its image. */
  enum Kind {
    /** A manifest, or a list of them. */
    MANIFEST,
    /** A container's configuration. */
    CONFIG
  }

  /**
   * The document with this digest, byte by byte as it was published; the digest of the whole is its
   * diffID too. The reader checks its digest.
   *
   * @return empty if it is not to be had here
   * @throws IOException if it can't be kept on this machine, or its place is in trouble
   */
  Optional<LayerFile> document(Kind kind, Digest digest) throws IOException;
}
