package io.github.azblobcache.oci;

import java.nio.file.Path;

/**
 * A layer on this machine, whole and checked, or one that a registry has.
 *
 * @param blob the layer's compressed form; its size is the file's
 * @param diffId the digest of its tar
 * @param file the compressed bytes; not there if the layer was left in a registry
 */
public record LayerFile(Descriptor blob, DiffId diffId, Path file) {}
