package io.github.azblobcache.jib.layers;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.cache.Cache;
import com.google.cloud.tools.jib.cache.CacheCorruptedException;
import com.google.cloud.tools.jib.cache.CachedLayer;
import com.google.common.collect.ImmutableList;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.local.JibCacheDirectory.Selector;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestException;
import java.util.Optional;

/**
 * Jib's cache of application layers as Jib's own code sees it. Which layer it will use for which
 * files is found in two steps, which Jib takes in one: {@link #selectorOf} costs a cold JVM a tenth
 * of a second, and {@link #layerAt} is asked before and after a layer is admitted. For use by any
 * thread.
 */
public final class JibLayerCache {

  private final JibCacheDirectory directory;
  private final Cache cache;

  private JibLayerCache(JibCacheDirectory directory, Cache cache) {
    this.directory = directory;
    this.cache = cache;
  }

  /** The cache in this folder, which is created if it is not there. */
  public static JibLayerCache in(JibCacheDirectory directory) throws IOException {
    return new JibLayerCache(directory, open(directory.directory()));
  }

  private static Cache open(Path directory) throws IOException {
    try {
      return Cache.withDirectory(directory);
    } catch (CacheDirectoryCreationException e) {
      throw new IOException("Jib's cache folder '" + directory + "' can't be created", e);
    }
  }

  /** The layer that a selector leads to; empty if there is none. */
  public Optional<LayerFile> layerAt(Selector selector) throws IOException {
    Optional<Digest> selected = directory.selected(selector);
    if (selected.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<CachedLayer> layer = cache.retrieve(DescriptorDigest.fromHash(selected.get().hex()));
      return layer.isPresent() ? Optional.of(layerFile(layer.get())) : Optional.empty();
    } catch (CacheCorruptedException | DigestException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Puts a layer where Jib finds it for the files that the selector identifies.
   *
   * @return the layer as Jib sees it then; empty if Jib does not see it, as where its cache holds
   *     something else under the layer's digest, which is left as it is
   */
  Optional<LayerFile> admit(LayerFile layer, Selector selector) throws IOException {
    return directory.admit(layer, selector)
        ? layerAt(selector).filter(seen -> seen.blob().digest().equals(layer.blob().digest()))
        : Optional.empty();
  }

  /** The same with a layer that is in no file yet. */
  Optional<LayerFile> admit(byte[] gzipped, DiffId diffId, Selector selector) throws IOException {
    Path folder = newTemporaryFolder();
    try {
      Path file = Files.write(folder.resolve("layer"), gzipped);
      return admit(file, Digest.of(gzipped), diffId, selector);
    } finally {
      delete(folder);
    }
  }

  /** The same with a layer that was built here: the file is gzip, and has this digest. */
  Optional<LayerFile> admit(Path file, Digest digest, DiffId diffId, Selector selector)
      throws IOException {
    Descriptor blob = new Descriptor(MediaTypes.DOCKER_LAYER_GZIP, digest, Files.size(file));
    return admit(new LayerFile(blob, diffId, file), selector);
  }

  /** A new folder on the file system of the layers. {@link #delete} it. */
  Path newTemporaryFolder() throws IOException {
    return directory.newTemporaryFolder();
  }

  /** Deletes a temporary folder. */
  void delete(Path temporaryFolder) throws IOException {
    JibCacheDirectory.deleteTree(temporaryFolder);
  }

  /** The name under which Jib looks for the layer of these files. */
  public Selector selectorOf(ImmutableList<FileEntry> files) throws IOException {
    return JibSelectors.of(files, directory);
  }

  private LayerFile layerFile(CachedLayer layer) {
    Digest digest = new Digest(layer.getDigest().getHash());
    DiffId diffId = new DiffId(new Digest(layer.getDiffId().getHash()));
    return new LayerFile(
        new Descriptor(MediaTypes.DOCKER_LAYER_GZIP, digest, layer.getSize()),
        diffId,
        directory.layerFile(digest, diffId));
  }
}
