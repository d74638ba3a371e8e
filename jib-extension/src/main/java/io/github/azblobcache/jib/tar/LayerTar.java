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
 * A layer's tar, not compressed yet.
 *
 * @param diffId its digest
 * @param sizeBytes its length
 */
public record LayerTar(DiffId diffId, long sizeBytes) {

  /** Makes tars of files. */
  interface Maker {

    /**
     * Reads every file, and writes the tar.
     *
     * @throws IOException if a file can't be read, or the tar can't be written
     */
    LayerTar write(ImmutableList<FileEntry> files, OutputStream tar) throws IOException;
  }

  /** As {@link Maker#write}, by Jib's own code; that hashes the bytes of each file twice. */
  static LayerTar byJib(ImmutableList<FileEntry> files, OutputStream tar) throws IOException {
    BlobDescriptor written = new ReproducibleLayerBuilder(files).build().writeTo(tar);
    return new LayerTar(new DiffId(new Digest(written.getDigest().getHash())), written.getSize());
  }
}
