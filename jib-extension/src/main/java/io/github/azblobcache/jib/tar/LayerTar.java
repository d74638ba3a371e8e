package io.github.azblobcache.jib.tar;

import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.blob.BlobDescriptor;
import com.google.cloud.tools.jib.image.ReproducibleLayerBuilder;
import com.google.common.collect.ImmutableList;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A layer's tar, which nobody has compressed yet.
 *
 * @param diffId its digest
 * @param sizeBytes its length
 */
public record LayerTar(DiffId diffId, long sizeBytes) {

  /** Makes tars of files. */
  interface Maker {

    /**
     * Reads every file.
     *
     * @throws IOException if a file can't be read
     */
    LayerTar of(ImmutableList<FileEntry> files) throws IOException;
  }

  /** The tar that Jib would build, by Jib's own code; that hashes the bytes of each file twice. */
  static LayerTar byJib(ImmutableList<FileEntry> files) throws IOException {
    BlobDescriptor tar =
        new ReproducibleLayerBuilder(files).build().writeTo(OutputStream.nullOutputStream());
    return new LayerTar(new DiffId(new Digest(tar.getDigest().getHash())), tar.getSize());
  }
}
