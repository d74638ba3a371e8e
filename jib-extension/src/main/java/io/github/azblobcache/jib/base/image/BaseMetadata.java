package io.github.azblobcache.jib.base.image;

import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate.ContentDescriptorTemplate;
import com.google.cloud.tools.jib.image.json.ContainerConfigurationTemplate;
import com.google.cloud.tools.jib.image.json.ImageMetadataTemplate;
import com.google.cloud.tools.jib.image.json.ManifestAndConfigTemplate;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What Jib remembers of a base image: its manifests and configs.
 *
 * @param template Jib's own form
 */
public record BaseMetadata(ImageMetadataTemplate template) {

  /** The manifests and configs that a build for these platforms uses; empty if any lacks. */
  Optional<List<ManifestAndConfigTemplate>> of(Collection<Platform> platforms) {
    if (template.getManifestList() == null) {
      return Optional.of(template.getManifestsAndConfigs());
    }
    Optional<PlatformList> list = PlatformList.of(template.getManifestList());
    if (list.isEmpty()) {
      return Optional.empty();
    }
    List<ManifestAndConfigTemplate> found = new ArrayList<>();
    for (Platform platform : platforms) {
      List<String> digests = list.get().digests(platform);
      template.getManifestsAndConfigs().stream()
          // The first one, as Jib does it.
          .filter(it -> !digests.isEmpty() && digests.get(0).equals(it.getManifestDigest()))
          .findFirst()
          .ifPresent(found::add);
    }
    return Optional.of(found).filter(it -> it.size() == platforms.size());
  }

  /**
   * The layers for these platforms, from the bottom, one platform after the other.
   *
   * @return empty if a platform lacks, or the image's form is one without diffIDs
   */
  public Optional<List<CacheLayer>> layers(Collection<Platform> platforms) {
    Optional<List<ManifestAndConfigTemplate>> images = of(platforms);
    if (images.isEmpty()) {
      return Optional.empty();
    }
    List<CacheLayer> layers = new ArrayList<>();
    for (ManifestAndConfigTemplate image : images.get()) {
      if (!(image.getManifest() instanceof BuildableManifestTemplate manifest)
          || image.getConfig() == null
          || image.getConfig().getLayerCount() != manifest.getLayers().size()) {
        return Optional.empty();
      }
      addLayers(manifest, image.getConfig(), layers);
    }
    return Optional.of(layers);
  }

  private static void addLayers(
      BuildableManifestTemplate manifest,
      ContainerConfigurationTemplate config,
      List<CacheLayer> layers) {
    for (int i = 0; i < manifest.getLayers().size(); i++) {
      ContentDescriptorTemplate layer = manifest.getLayers().get(i);
      Digest digest = new Digest(layer.getDigest().getHash());
      DiffId diffId = new DiffId(new Digest(config.getLayerDiffId(i).getHash()));
      layers.add(
          new CacheLayer(
              new Descriptor(LayerMediaType.of(layer, manifest), digest, layer.getSize()),
              diffId,
              CacheLayer.NO_PARENT,
              Optional.empty()));
    }
  }
}
