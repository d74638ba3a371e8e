package io.github.azblobcache.jib.base;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.image.json.ContainerConfigurationTemplate;
import com.google.cloud.tools.jib.image.json.ImageMetadataTemplate;
import com.google.cloud.tools.jib.image.json.ManifestAndConfigTemplate;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import com.google.cloud.tools.jib.json.JsonTemplateMapper;
import com.google.cloud.tools.jib.registry.RegistryClient;
import io.github.azblobcache.jib.base.JibRun.Side;
import io.github.azblobcache.jib.base.image.BaseMetadata;
import io.github.azblobcache.jib.base.image.Documents;
import io.github.azblobcache.manifest.entries.CacheLayer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * The image that is in the repository that Jib is about to push to, under a tag that this run
 * pushes to as well.
 */
public final class TargetImage {

  private static final int MOST_TAGS = 3;

  private final JibRun run;
  private final ImageReference image;
  private final List<String> tags;

  private TargetImage(JibRun run, ImageReference image, List<String> tags) {
    this.run = run;
    this.image = image;
    this.tags = tags;
  }

  /**
   * The target of a run of Jib; to be called on the thread that runs the goal.
   *
   * @return empty if the goal is not configured with one that can be asked
   */
  public static Optional<TargetImage> of(
      MavenSession session, MavenProject project, MojoExecution execution) {
    JibRun run = JibRun.of(session, project, execution);
    try {
      ImageReference image = ImageReference.parse(run.targetImage().orElse(""));
      Set<String> tags = new LinkedHashSet<>();
      image.getTag().ifPresent(tags::add);
      tags.addAll(run.targetTags());
      List<String> all = new ArrayList<>(tags);
      return run.isOffline() || all.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new TargetImage(run, image, all.subList(0, Math.min(all.size(), MOST_TAGS))));
    } catch (InvalidImageReferenceException e) {
      // Jib itself will say so.
      return Optional.empty();
    }
  }

  /**
   * The layers that the registry says the image has: the digests of its manifest with the diffIDs
   * of its config, whose bytes have the digest that the manifest says.
   *
   * @return empty if no tag is there, or the image has a form without that
   * @throws IOException if the registry can't be asked, or gives something else
   */
  public List<CacheLayer> layers() throws IOException {
    try (RegistryAccess registry = RegistryAccess.to(image, run, Side.TO)) {
      for (String tag : tags) {
        Optional<ManifestTemplate> manifest = registry.ask(client -> manifest(client, tag));
        if (manifest.isPresent()) {
          return layers(registry, manifest.get());
        }
      }
      return List.of();
    }
  }

  private static Optional<ManifestTemplate> manifest(RegistryClient client, String tag)
      throws IOException, RegistryException {
    try {
      return Optional.of(client.pullManifest(tag).getManifest());
    } catch (RegistryException e) {
      if (e.getCause() instanceof ResponseException answer
          && answer.getStatusCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static List<CacheLayer> layers(RegistryAccess registry, ManifestTemplate template)
      throws IOException {
    if (!(template instanceof BuildableManifestTemplate manifest)
        || manifest.getContainerConfiguration() == null
        || manifest.getContainerConfiguration().getDigest() == null) {
      return List.of();
    }
    DescriptorDigest digest = manifest.getContainerConfiguration().getDigest();
    byte[] json = registry.ask(client -> blob(client, digest));
    ContainerConfigurationTemplate config =
        JsonTemplateMapper.readJson(json, ContainerConfigurationTemplate.class);
    ManifestAndConfigTemplate both = new ManifestAndConfigTemplate(manifest, config);
    return new BaseMetadata(new ImageMetadataTemplate(null, List.of(both)))
        .layers(List.of())
        .orElse(List.of());
  }

  /** Jib's client checks that the bytes have the digest. */
  private static byte[] blob(RegistryClient client, DescriptorDigest digest) throws IOException {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] more, int offset, int length) {
            if (count + length > Documents.MAX_BYTES) {
              throw new UncheckedIOException(new IOException("the image's config is too long"));
            }
            super.write(more, offset, length);
          }
        };
    client.pullBlob(digest, size -> {}, count -> {}).writeTo(bytes);
    return bytes.toByteArray();
  }
}
