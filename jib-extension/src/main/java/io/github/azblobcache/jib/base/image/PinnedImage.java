package io.github.azblobcache.jib.base.image;

import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.image.json.ContainerConfigurationTemplate;
import com.google.cloud.tools.jib.image.json.ImageMetadataTemplate;
import com.google.cloud.tools.jib.image.json.ManifestAndConfigTemplate;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import com.google.cloud.tools.jib.json.JsonTemplateMapper;
import io.github.azblobcache.jib.base.image.Documents.Kind;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image that one digest names: every document was reached from it, by a digest that its own
 * bytes have.
 *
 * @param documents as they were published, the one with the image's digest first
 * @param metadata the same in Jib's form
 */
public record PinnedImage(List<LayerFile> documents, BaseMetadata metadata) {

  /**
   * Reads the documents of an image for some platforms.
   *
   * @return empty if one is missing, is not what its digest says, or has a form that Jib does not
   *     remember in full
   * @throws IOException if a document is no JSON, or its place is in trouble
   */
  public static Optional<PinnedImage> read(
      Digest digest, Collection<Platform> platforms, Documents documents) throws IOException {
    return new Reading(documents).image(digest, platforms);
  }

  private static final class Reading {

    private final Documents documents;
    private final List<LayerFile> read = new ArrayList<>();

    Reading(Documents documents) {
      this.documents = documents;
    }

    Optional<PinnedImage> image(Digest digest, Collection<Platform> platforms) throws IOException {
      Optional<ManifestTemplate> top = manifest(digest);
      if (top.isEmpty()) {
        return Optional.empty();
      }
      List<ManifestAndConfigTemplate> images = new ArrayList<>();
      Optional<PlatformList> list = PlatformList.of(top.get());
      if (list.isPresent()) {
        for (Platform platform : platforms) {
          image(list.get(), platform).ifPresent(images::add);
        }
        return images.size() == platforms.size()
            ? pinned(new ImageMetadataTemplate(top.get(), images), platforms)
            : Optional.empty();
      }
      withConfig(top.get(), null).ifPresent(images::add);
      return images.isEmpty()
          ? Optional.empty()
          : pinned(new ImageMetadataTemplate(null, images), platforms);
    }

    private Optional<PinnedImage> pinned(
        ImageMetadataTemplate template, Collection<Platform> platforms) {
      BaseMetadata metadata = new BaseMetadata(template);
      return metadata.layers(platforms).map(layers -> new PinnedImage(read, metadata));
    }

    private Optional<ManifestAndConfigTemplate> image(PlatformList list, Platform platform)
        throws IOException {
      List<String> digests = list.digests(platform);
      if (digests.isEmpty() || !Digest.isDigest(digests.get(0))) {
        return Optional.empty();
      }
      Optional<ManifestTemplate> manifest = manifest(Digest.parse(digests.get(0)));
      return manifest.isEmpty() ? Optional.empty() : withConfig(manifest.get(), digests.get(0));
    }

    private Optional<ManifestAndConfigTemplate> withConfig(
        ManifestTemplate template, @Nullable String manifestDigest) throws IOException {
      if (!(template instanceof BuildableManifestTemplate manifest)
          || manifest.getContainerConfiguration() == null
          || manifest.getContainerConfiguration().getDigest() == null) {
        return Optional.empty();
      }
      String hex = manifest.getContainerConfiguration().getDigest().getHash();
      Optional<byte[]> config = bytes(Kind.CONFIG, new Digest(hex));
      return config.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new ManifestAndConfigTemplate(
                  manifest,
                  JsonTemplateMapper.readJson(config.get(), ContainerConfigurationTemplate.class),
                  manifestDigest));
    }

    private Optional<ManifestTemplate> manifest(Digest digest) throws IOException {
      Optional<byte[]> json = bytes(Kind.MANIFEST, digest);
      return json.isEmpty() ? Optional.empty() : ManifestForm.parse(json.get());
    }

    /** A document's bytes, if they have the digest. The one place where that is decided. */
    private Optional<byte[]> bytes(Kind kind, Digest digest) throws IOException {
      Optional<LayerFile> document = documents.document(kind, digest);
      if (document.isEmpty()) {
        return Optional.empty();
      }
      byte[] bytes = Files.readAllBytes(document.get().file());
      if (!Digest.of(bytes).equals(digest)) {
        return Optional.empty();
      }
      read.add(document.get());
      return Optional.of(bytes);
    }
  }
}
