package io.github.azblobcache.jib.base;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.cache.CacheCorruptedException;
import com.google.cloud.tools.jib.cache.CachedLayer;
import io.github.azblobcache.jib.base.RegistryBase.Imported;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.export.ExportReport;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import java.io.IOException;
import java.security.DigestException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A base image in a tar file or in Docker, whose layers Jib compresses: as with the layers that it
 * builds, the diffIDs say which they are.
 *
 * @param name how a cache names the image
 * @param reading reads the image
 * @param jib where Jib keeps its compressed layers
 * @param session the caches
 */
record ArchiveBase(String name, Reading reading, JibBaseCache jib, BaseImage.Session session)
    implements BaseSource {

  /** Reads an image of this machine. */
  interface Reading {
    LocalImage read() throws IOException;
  }

  @Override
  public Imported bring() throws IOException {
    if (!session.cache().hasLayers()) {
      return Imported.NOTHING;
    }
    LocalImage image = reading.read();
    Set<DiffId> wanted = new LinkedHashSet<>(image.diffIds());
    wanted.removeIf(jib.directory()::hasLocalLayer);
    // Begins with all of them at once.
    session.cache().prefetch(name, layer -> !wanted.contains(layer.diffId()));
    ImportedLayers imported = ImportedLayers.NONE;
    for (DiffId diffId : wanted) {
      Optional<FetchedLayer> fetched =
          session.cache().fetch(name, diffId, WaitPolicy.buildTime(image.sizeBytes()));
      if (fetched.isPresent() && jib.directory().admitLocal(fetched.get())) {
        session.events().detail("Base layer " + diffId + " comes from the cache");
        imported = imported.plus(fetched.get(), session.cache().isFirstUse(fetched.get()));
      }
    }
    return Imported.of(imported);
  }

  @Override
  public ExportReport export(Imported imported) throws IOException {
    List<LayerFile> layers = new ArrayList<>();
    try {
      for (DiffId diffId : reading.read().diffIds()) {
        layer(diffId).ifPresent(layers::add);
      }
    } catch (IOException e) {
      session.unreadable(name, e);
      return ExportReport.NOTHING;
    }
    return session.cache().baseImages().export(new BuiltImage(name, layers));
  }

  private Optional<LayerFile> layer(DiffId diffId) throws IOException {
    try {
      return jib.cache()
          .retrieveTarLayer(DescriptorDigest.fromHash(diffId.digest().hex()))
          .map(layer -> file(layer, diffId));
    } catch (CacheCorruptedException | DigestException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private LayerFile file(CachedLayer layer, DiffId diffId) {
    Digest digest = new Digest(layer.getDigest().getHash());
    return new LayerFile(
        new Descriptor(MediaTypes.DOCKER_LAYER_GZIP, digest, layer.getSize()),
        diffId,
        jib.directory().localFile(diffId, digest));
  }
}
