package io.github.azblobcache.jib.base;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.google.cloud.tools.jib.image.json.ContainerConfigurationTemplate;
import com.google.cloud.tools.jib.json.JsonTemplate;
import com.google.cloud.tools.jib.json.JsonTemplateMapper;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An image of this machine, in a tar file or in Docker.
 *
 * @param diffIds its layers that Jib compresses, from the bottom. Those that are compressed where
 *     they are, Jib only copies: no cache is faster, and another machine's compression would give
 *     another image (docs/behaviour.md, "compressed layers in a saved image")
 * @param sizeBytes how large it is, before compression, about
 */
record LocalImage(List<DiffId> diffIds, long sizeBytes) {

  private static final Pattern DIFF_ID = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern SIZE = Pattern.compile("^\\d{1,18}");
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final int MAX_BYTES = 64 << 20;
  private static final int MAX_LINKS = 8;

  /** Copies the list. */
  LocalImage {
    diffIds = List.copyOf(diffIds);
  }

  /** One of the entries of {@code manifest.json}, as {@code docker save} writes it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private static final class Saved implements JsonTemplate {
    private @Nullable String config;
    private List<String> layers = List.of();
  }

  /**
   * Reads what {@code docker save} or Jib has written. The layers are skipped over.
   *
   * @throws IOException if there is no such file, or it is no image
   */
  static LocalImage inTar(Path tar) throws IOException {
    String manifest = new String(entry(tar, "manifest.json", MAX_BYTES), StandardCharsets.UTF_8);
    // Jib's tar files say "config" and "layers", Docker's "Config" and "Layers"
    // (docs/behaviour.md, "names in a saved image").
    String lowered =
        manifest
            .replaceFirst("(?i)\"config\"", "\"config\"")
            .replaceFirst("(?i)\"layers\"", "\"layers\"");
    List<Saved> saved = JsonTemplateMapper.readListOfJson(lowered, Saved.class);
    if (saved.isEmpty() || saved.get(0).config == null) {
      throw new IOException("'" + tar + "' has no config");
    }
    if (hasCompressedLayers(tar, saved.get(0).layers)) {
      return new LocalImage(List.of(), Files.size(tar));
    }
    ContainerConfigurationTemplate config =
        JsonTemplateMapper.readJson(
            entry(tar, saved.get(0).config, MAX_BYTES), ContainerConfigurationTemplate.class);
    return new LocalImage(
        IntStream.range(0, config.getLayerCount())
            .mapToObj(i -> new DiffId(new Digest(config.getLayerDiffId(i).getHash())))
            .toList(),
        Files.size(tar));
  }

  // Jib looks at the first one, and treats all as that one.
  private static boolean hasCompressedLayers(Path tar, List<String> layers) throws IOException {
    return !layers.isEmpty() && Arrays.equals(entry(tar, layers.get(0), 2), GZIP);
  }

  // Jib unpacks the tar file into a folder, so it minds neither how names are written nor links
  // (docs/behaviour.md, "names in a saved image").
  private static byte[] entry(Path tar, String name, int maxBytes) throws IOException {
    Path wanted = Path.of(name).normalize();
    for (int links = 0; links < MAX_LINKS; links++) {
      Optional<Path> link = Optional.empty();
      // Not buffered: what is skipped is then not even read.
      try (InputStream file = Files.newInputStream(tar);
          TarArchiveInputStream entries = new TarArchiveInputStream(file)) {
        for (TarArchiveEntry it = next(entries); it != null; it = next(entries)) {
          if (!Path.of(it.getName()).normalize().equals(wanted)) {
            continue;
          }
          if (!it.isSymbolicLink()) {
            return entries.readNBytes(maxBytes);
          }
          link = Optional.of(wanted.resolveSibling(it.getLinkName()).normalize());
        }
      }
      if (link.isEmpty()) {
        break;
      }
      wanted = link.get();
    }
    throw new IOException("'" + tar + "' has no '" + name + "'");
  }

  @SuppressWarnings("deprecation") // The way that Jib 3.4 has too.
  private static TarArchiveEntry next(TarArchiveInputStream entries) throws IOException {
    return entries.getNextTarEntry();
  }

  /**
   * Asks Docker.
   *
   * @param docker the client and its environment
   * @param reference the image's name
   * @throws IOException if the client can't be run, or knows no such image
   */
  static LocalImage inDocker(DockerProgram docker, String reference) throws IOException {
    String said =
        docker.run(
            "inspect",
            "--type",
            "image",
            "--format",
            "{{.Size}} {{json .RootFS.Layers}}",
            reference);
    long sizeBytes = SIZE.matcher(said).results().mapToLong(it -> Long.parseLong(it.group())).sum();
    return new LocalImage(
        DIFF_ID.matcher(said).results().map(MatchResult::group).map(DiffId::parse).toList(),
        sizeBytes);
  }
}
