package io.github.azblobcache.jib.layers;

import io.github.azblobcache.jib.lazy.LayerBytes;
import io.github.azblobcache.jib.tar.LayerTar;
import io.github.azblobcache.jib.tar.SessionTars;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.report.LayerSource;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.fetch.FetchedLayer;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A layer that was left in the registry.
 *
 * @param image whose layer it is
 * @param cache has the layer too
 * @param layer its files
 * @param tar what they were when it was decided to leave it
 * @param tars writes them again
 * @param jibCache where a built layer is kept
 */
record LeftLayer(
    String image,
    LayerCache cache,
    PlannedLayer layer,
    LayerTar tar,
    SessionTars tars,
    JibLayerCache jibCache)
    implements LayerBytes {

  @Override
  public Optional<Brought> bring(Digest blob) throws IOException {
    Optional<FetchedLayer> fetched = cache.fetch(image, tar.diffId(), WaitPolicy.NO_ALTERNATIVE);
    if (fetched.isPresent() && fetched.get().blob().digest().equals(blob)) {
      long bytesDown = cache.isFirstUse(fetched.get()) ? fetched.get().blob().sizeBytes() : 0;
      return Optional.of(new Brought(fetched.get().layer(), LayerSource.CACHE, bytesDown));
    }
    return build(blob);
  }

  // As Jib does. The session's end deletes the file.
  private Optional<Brought> build(Digest blob) throws IOException {
    Path file = jibCache.newTemporaryFolder().resolve("layer.tar.gz");
    MessageDigest sha256 = Digest.newMessageDigest();
    LayerTar written;
    try (OutputStream out =
        new GZIPOutputStream(new DigestOutputStream(Files.newOutputStream(file), sha256))) {
      written = tars.write(layer.files(), out);
    }
    if (!written.equals(tar) || !Digest.from(sha256.digest()).equals(blob)) {
      return Optional.empty();
    }
    Descriptor built = new Descriptor(MediaTypes.DOCKER_LAYER_GZIP, blob, Files.size(file));
    return Optional.of(new Brought(new LayerFile(built, tar.diffId(), file), LayerSource.BUILT, 0));
  }
}
