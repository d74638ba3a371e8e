package io.github.azblobcache.jib.faults;

import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.azure.Waits;
import java.io.IOException;
import java.nio.file.Path;

/** Where trials take place, and how the fault comes into force. */
interface Scenery {

  /** A new cache, without the fault. */
  TrialCache newCache(Path folder, Path jibCache) throws IOException;

  /**
   * Brings the fault into force.
   *
   * @param cache where the trial's cache is
   * @param image that the trial will build
   */
  Scene begin(TrialCache cache, Image image) throws IOException;

  /** What a store is to do when it meets the fault. */
  Reaction reaction();

  /** A fault that is in force until this is closed. */
  interface Scene extends AutoCloseable {

    /** Where the cache is. */
    StoreLocation location();

    /** A store there. */
    BlobStore open(Waits waits) throws IOException;

    /** The machine that builds. */
    Runner runner();

    /** How much longer the run lasted, so far. */
    String waits(Waits waits);

    @Override
    void close() throws IOException;
  }
}
