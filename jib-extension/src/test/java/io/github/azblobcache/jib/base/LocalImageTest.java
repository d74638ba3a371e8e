package io.github.azblobcache.jib.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.oci.DiffId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalImageTest {

  private static final DiffId ONE = DiffId.parse("sha256:" + "1".repeat(64));
  private static final DiffId TWO = DiffId.parse("sha256:" + "2".repeat(64));
  private static final String CONFIG =
      "{\"rootfs\": {\"diff_ids\": [\"" + ONE + "\", \"" + TWO + "\"]}}";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"Config", "config"})
  void knowsTheLayersOfWhatDockerOrJibHasSaved(String key) throws IOException {
    String manifest = "[{\"" + key + "\": \"c.json\", \"RepoTags\": null, \"Layers\": []}]";
    Path tar = tar(Map.of("layer.tar.gz", "...", "c.json", CONFIG, "manifest.json", manifest));

    assertEquals(new LocalImage(List.of(ONE, TWO), Files.size(tar)), LocalImage.inTar(tar));
  }

  @Test
  void layersThatDockerHasSavedUncompressedAreForJibToCompress() throws IOException {
    Path tar = saved(new String(new byte[512], StandardCharsets.ISO_8859_1));
    assertEquals(List.of(ONE, TWO), LocalImage.inTar(tar).diffIds());
  }

  @Test
  void layersThatAreSavedAsTheyWerePulledAreLeftAlone() throws IOException {
    Path tar = saved("\u001f\u008b\b and so on");
    assertEquals(List.of(), LocalImage.inTar(tar).diffIds());
  }

  @Test
  void readsATarFileThatHasAFolderPackedAsJibReadsIt() throws IOException {
    String manifest = "[{\"Config\": \"blobs/../c.json\", \"Layers\": []}]";
    Path tar = tar(Map.of("./", "", "./c.json", CONFIG, "./manifest.json", manifest));

    assertEquals(List.of(ONE, TWO), LocalImage.inTar(tar).diffIds());
  }

  @Test
  void followsALinkToTheConfigAsJibDoes() throws IOException {
    Path tar = Files.createTempFile(folder, "image", ".tar");
    try (OutputStream file = Files.newOutputStream(tar);
        TarArchiveOutputStream out = new TarArchiveOutputStream(file)) {
      TarArchiveEntry link = new TarArchiveEntry("images/c.json", TarConstants.LF_SYMLINK);
      link.setLinkName("../blobs/c");
      out.putArchiveEntry(link);
      out.closeArchiveEntry();
      put(out, "blobs/c", CONFIG);
      put(out, "manifest.json", "[{\"Config\": \"images/c.json\", \"Layers\": []}]");
    }

    assertEquals(List.of(ONE, TWO), LocalImage.inTar(tar).diffIds());
  }

  @Test
  void aTarFileThatIsNoImageIsTrouble() throws IOException {
    Path tar = tar(Map.of("a", "b"));
    assertThrows(IOException.class, () -> LocalImage.inTar(tar));
    assertThrows(IOException.class, () -> LocalImage.inTar(folder.resolve("none.tar")));
    Path empty = tar(Map.of("manifest.json", "[]"));
    assertThrows(IOException.class, () -> LocalImage.inTar(empty));
  }

  @Test
  void asksDockerForTheLayers() throws IOException {
    DockerProgram docker =
        program("echo a warning >&2; echo \"$SIZE [\\\"" + ONE + "\\\"]\"", Map.of("SIZE", "7"));
    assertEquals(new LocalImage(List.of(ONE), 7), LocalImage.inDocker(docker, "app:1"));
  }

  @Test
  void anImageThatDockerDoesNotKnowIsTrouble() throws IOException {
    DockerProgram docker = program("echo no such image: $6 >&2; exit 1", Map.of());
    IOException e = assertThrows(IOException.class, () -> LocalImage.inDocker(docker, "app:1"));
    assertTrue(e.getMessage().endsWith("failed: no such image: app:1"), e.getMessage());
  }

  @Test
  void aDockerThatDoesNotAnswerIsTrouble() throws IOException {
    DockerProgram docker = program("sleep 600", Map.of());
    IOException e =
        assertThrows(IOException.class, () -> docker.run(Duration.ofSeconds(1), "info"));
    assertTrue(e.getMessage().endsWith("info' gave no answer in 1 s"), e.getMessage());
  }

  private DockerProgram program(String script, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("docker"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new DockerProgram(file.toString(), environment);
  }

  /** What Docker saves since version 25: with containerd's image store, layers as pulled. */
  private Path saved(String layer) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("blobs/", "");
    entries.put("blobs/sha256/", "");
    entries.put("blobs/sha256/0c", CONFIG);
    entries.put("blobs/sha256/01", layer);
    entries.put("index.json", "{\"schemaVersion\": 2, \"manifests\": []}");
    entries.put(
        "manifest.json",
        "[{\"Config\": \"blobs/sha256/0c\", \"RepoTags\": [\"app:1\"],"
            + " \"Layers\": [\"blobs/sha256/01\", \"blobs/sha256/01\"]}]");
    entries.put("oci-layout", "{\"imageLayoutVersion\": \"1.0.0\"}");
    return tar(entries);
  }

  private Path tar(Map<String, String> entries) throws IOException {
    Path tar = Files.createTempFile(folder, "image", ".tar");
    try (OutputStream file = Files.newOutputStream(tar);
        TarArchiveOutputStream out = new TarArchiveOutputStream(file)) {
      for (Map.Entry<String, String> it : entries.entrySet()) {
        put(out, it.getKey(), it.getValue());
      }
    }
    return tar;
  }

  private static void put(TarArchiveOutputStream out, String name, String content)
      throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    out.putArchiveEntry(entry);
    out.write(bytes);
    out.closeArchiveEntry();
  }
}
