package io.github.azblobcache.transfer.shared;

import io.github.azblobcache.oci.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Brings layers that were left in a registry. For use by any thread. */
public interface AbsentLayers {

  /**
   * Fetches or builds a layer.
   *
   * @return a file with the layer's bytes; empty if they can't be had
   * @throws IOException if they can't be kept on this machine
   */
  Optional<Path> bring(Digest layer) throws IOException;
}
