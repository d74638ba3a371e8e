package io.github.azblobcache.manifest;

import java.util.Set;

/** BuildKit's samples and rules for the tests of other packages. */
public final class BuildKitReaders {

  private BuildKitReaders() {}

  public static byte[] sample(String name) {
    return Manifests.sample(name);
  }

  /**
   * @throws IllegalStateException if BuildKit would refuse the manifest
   */
  public static void requireReadable(byte[] json) {
    BuildKitReader.read(json);
  }

  /** The digests of all layers. */
  public static Set<String> blobs(byte[] json) {
    return BuildKitReader.facts(json).keySet();
  }
}
