package io.github.azblobcache.jib.base.image;

import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import com.google.cloud.tools.jib.image.json.OciIndexTemplate;
import com.google.cloud.tools.jib.image.json.V22ManifestListTemplate;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/**
 * A list of the manifests of one image for several platforms.
 *
 * <p>Jib has a type of its own for it since 3.3, when it began to read OCI's indexes too. It is not
 * used here, so that Jib 3.2 can run this.
 *
 * @param template Jib's form
 */
record PlatformList(ManifestTemplate template) {

  private static final boolean HAS_INDEXES = hasIndexes();

  private static boolean hasIndexes() {
    for (Method method : OciIndexTemplate.class.getMethods()) {
      if (method.getName().equals("getDigestsForPlatform")) {
        return true;
      }
    }
    return false;
  }

  /** A manifest as a list, if it is one for this Jib. */
  static Optional<PlatformList> of(ManifestTemplate manifest) {
    return manifest instanceof V22ManifestListTemplate
            || (manifest instanceof OciIndexTemplate && HAS_INDEXES)
        ? Optional.of(new PlatformList(manifest))
        : Optional.empty();
  }

  /** The digests of the manifests for a platform. Jib takes the first one. */
  List<String> digests(Platform platform) {
    return template instanceof V22ManifestListTemplate list
        ? list.getDigestsForPlatform(platform.getArchitecture(), platform.getOs())
        : ((OciIndexTemplate) template)
            .getDigestsForPlatform(platform.getArchitecture(), platform.getOs());
  }
}
