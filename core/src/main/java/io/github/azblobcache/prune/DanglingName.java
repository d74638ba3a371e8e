package io.github.azblobcache.prune;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.oci.Digest;

/**
 * A manifest that stays names a blob that is not there. Importers miss that layer; the next export
 * that has it brings it back.
 *
 * @param manifest which manifest
 * @param blob which blob
 */
public record DanglingName(ManifestName manifest, Digest blob) {}
