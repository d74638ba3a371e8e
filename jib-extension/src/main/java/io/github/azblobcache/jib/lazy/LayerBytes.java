package io.github.azblobcache.jib.lazy;

import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.report.LayerSource;
import java.io.IOException;
import java.util.Optional;

/** Brings the bytes of a layer that was to stay in a registry. */
public interface LayerBytes {

  /**
   * A layer that had to be brought after all.
   *
   * @param file the layer, whole and checked
   * @param source where it came from
   * @param bytesDown how many bytes were fetched for it
   */
  record Brought(LayerFile file, LayerSource source, long bytesDown) {}

  /**
   * Fetches the layer, or builds it.
   *
   * @return empty if it can't be had with this digest
   * @throws IOException if it can't be kept on this machine
   */
  Optional<Brought> bring(Digest blob) throws IOException;
}
