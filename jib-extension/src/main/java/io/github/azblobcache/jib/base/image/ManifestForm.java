package io.github.azblobcache.jib.base.image;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import com.google.cloud.tools.jib.image.json.OciIndexTemplate;
import com.google.cloud.tools.jib.image.json.OciManifestTemplate;
import com.google.cloud.tools.jib.image.json.V22ManifestListTemplate;
import com.google.cloud.tools.jib.image.json.V22ManifestTemplate;
import com.google.cloud.tools.jib.json.JsonTemplate;
import com.google.cloud.tools.jib.json.JsonTemplateMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which of the forms of a manifest one has, recognized as Jib does, and read by Jib's own code. */
@JsonIgnoreProperties(ignoreUnknown = true)
final class ManifestForm implements JsonTemplate {

  private static final Map<String, Class<? extends ManifestTemplate>> FORMS =
      Map.of(
          OciManifestTemplate.MANIFEST_MEDIA_TYPE, OciManifestTemplate.class,
          OciIndexTemplate.MEDIA_TYPE, OciIndexTemplate.class,
          V22ManifestTemplate.MANIFEST_MEDIA_TYPE, V22ManifestTemplate.class,
          V22ManifestListTemplate.MANIFEST_MEDIA_TYPE, V22ManifestListTemplate.class);

  private int schemaVersion;
  private @Nullable String mediaType;
  private @Nullable Object manifests;

  /** For Jackson, which makes the instance. */
  ManifestForm() {}

  /**
   * Reads a manifest.
   *
   * @return empty if it has a form that Jib does not remember in full
   * @throws IOException if it is no JSON
   */
  static Optional<ManifestTemplate> parse(byte[] json) throws IOException {
    ManifestForm form = JsonTemplateMapper.readJson(json, ManifestForm.class);
    Class<? extends ManifestTemplate> template = FORMS.get(form.mediaType());
    return form.schemaVersion != 2 || template == null
        ? Optional.empty()
        : Optional.of(JsonTemplateMapper.readJson(json, template));
  }

  /** The media type; OCI's own manifests may do without. */
  private String mediaType() {
    if (mediaType != null) {
      return mediaType;
    }
    return manifests != null
        ? OciIndexTemplate.MEDIA_TYPE
        : OciManifestTemplate.MANIFEST_MEDIA_TYPE;
  }
}
