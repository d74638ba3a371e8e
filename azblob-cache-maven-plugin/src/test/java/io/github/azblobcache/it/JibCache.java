package io.github.azblobcache.it;

import io.github.azblobcache.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A cache folder of Jib's as it stands on disk, told without Jib's code or ours.
 *
 * @param folder need not exist
 */
public record JibCache(Path folder) {

  /** The digests that have a folder, without their {@code sha256:}. */
  public List<String> layers() {
    return names(folder.resolve("layers"));
  }

  /**
   * What stands under a final name and should not: a layer whose bytes are not its digest's or its
   * diffID's, a folder with anything but one layer in it, a selector that leads nowhere.
   */
  public List<String> damaged() throws IOException {
    List<String> found = new ArrayList<>();
    for (String digest : layers()) {
      List<String> files = names(folder.resolve("layers").resolve(digest));
      if (files.size() != 1 || !isWhole(digest, files.get(0))) {
        found.add("layers/" + digest + ": " + files);
      }
    }
    for (String selector : names(folder.resolve("selectors"))) {
      String digest = Files.readString(folder.resolve("selectors").resolve(selector));
      if (!layers().contains(digest)) {
        found.add("selectors/" + selector + ": " + digest);
      }
    }
    return found;
  }

  private boolean isWhole(String digest, String diffId) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("layers").resolve(digest).resolve(diffId));
    if (!Digest.of(bytes).hex().equals(digest)) {
      return false;
    }
    try (GZIPInputStream tar = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return Digest.of(tar.readAllBytes()).hex().equals(diffId);
    }
  }

  private static List<String> names(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(parent)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
