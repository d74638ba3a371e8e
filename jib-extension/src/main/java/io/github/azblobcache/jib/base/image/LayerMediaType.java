package io.github.azblobcache.jib.base.image;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate.ContentDescriptorTemplate;
import com.google.cloud.tools.jib.image.json.OciManifestTemplate;
import com.google.cloud.tools.jib.json.JsonTemplate;
import com.google.cloud.tools.jib.json.JsonTemplateMapper;
import io.github.azblobcache.oci.MediaTypes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The media type that a manifest gives a layer. Jib reads and writes it, and has no method that
 * returns it.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
final class LayerMediaType implements JsonTemplate {

  private @Nullable String mediaType;

  /** For Jackson, which makes the instance. */
  LayerMediaType() {}

  /**
   * The media type of a layer, as the registry's manifest has it.
   *
   * @return a gzip of the manifest's own kind if the manifest says nothing
   */
  static String of(ContentDescriptorTemplate layer, BuildableManifestTemplate manifest) {
    String written = written(layer);
    if (written != null && !written.isBlank()) {
      return written;
    }
    return manifest instanceof OciManifestTemplate
        ? MediaTypes.OCI_LAYER_GZIP
        : MediaTypes.DOCKER_LAYER_GZIP;
  }

  private static @Nullable String written(ContentDescriptorTemplate layer) {
    try {
      byte[] json = JsonTemplateMapper.toByteArray(layer);
      return JsonTemplateMapper.readJson(json, LayerMediaType.class).mediaType;
    } catch (IOException e) {
      throw new IllegalStateException("Jib writes what it has read", e);
    }
  }
}
