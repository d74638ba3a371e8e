package io.github.azblobcache.transfer.shared;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.manifest.json.ManifestFormatException;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.SmallBlob;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One manifest in one store, by its name.
 *
 * @param location where the store is
 * @param store the store, shared and not closed here
 * @param layout where its manifests and blobs are
 * @param name the manifest's name
 */
public record CacheSource(
    StoreLocation location, BlobStore store, Layout layout, ManifestName name) {

  /**
   * A manifest as it was read.
   *
   * @param stat what the store said of it; empty if there was none
   * @param config what it says; {@link CacheConfig#EMPTY} if there was none
   */
  public record Loaded(Optional<BlobStat> stat, CacheConfig config) {
    public static final Loaded NONE = new Loaded(Optional.empty(), CacheConfig.EMPTY);
  }

  public BlobKey manifestKey() {
    return layout.manifest(name.value());
  }

  /**
   * Reads the manifest.
   *
   * @throws ManifestFormatException if it is no cache config
   * @throws StoreException if the store fails
   */
  public Loaded load() throws IOException {
    Optional<SmallBlob> read = read();
    return read.isEmpty() ? Loaded.NONE : parsed(read.get());
  }

  /**
   * Reads the manifest to write it anew. One that cannot be parsed, even by BuildKit, counts as
   * empty: what it named is lost whether or not it is replaced.
   *
   * @param malformed receives it
   * @throws StoreException if BuildKit can read what is not read here: it must not be replaced
   */
  public Loaded loadForUpdate(Consumer<ManifestFormatException> malformed) throws IOException {
    Optional<SmallBlob> read = read();
    try {
      return read.isEmpty() ? Loaded.NONE : parsed(read.get());
    } catch (ManifestFormatException e) {
      if (e.isReadByBuildKit()) {
        throw new StoreException(
            e.getMessage()
                + ". It is not replaced, because BuildKit reads it. Export to another name, or"
                + " delete "
                + this
                + " if no build needs it.",
            e,
            false);
      }
      malformed.accept(e);
      return new Loaded(Optional.of(read.get().stat()), CacheConfig.EMPTY);
    }
  }

  private Optional<SmallBlob> read() throws IOException {
    return SmallBlob.read(store, manifestKey(), CacheConfigJson.MAX_BYTES + 1);
  }

  private Loaded parsed(SmallBlob manifest) throws ManifestFormatException {
    CacheConfig config = CacheConfigJson.parse(name, manifest.bytes());
    return new Loaded(Optional.of(manifest.stat()), config);
  }

  /** {@code <store>/<key of the manifest>}. */
  @Override
  public String toString() {
    return location + "/" + manifestKey();
  }

  // By hand, as in each record that is a key: see docs/adr/0012-code-for-a-cold-jvm.md.
  @Override
  public boolean equals(Object other) {
    return other instanceof CacheSource that
        && location.equals(that.location)
        && layout.equals(that.layout)
        && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return 31 * location.hashCode() + name.hashCode();
  }
}
