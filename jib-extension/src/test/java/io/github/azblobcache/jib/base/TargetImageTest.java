package io.github.azblobcache.jib.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.azblobcache.jib.lazy.LyingRegistry;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetImageTest {

  private static final String LAYER = "sha256:" + "2".repeat(64);
  private static final String DIFF_ID = "sha256:" + "3".repeat(64);
  private static final String CONFIG = "{\"rootfs\":{\"diff_ids\":[\"" + DIFF_ID + "\"]}}";

  @TempDir private Path folder;
  private LyingRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new LyingRegistry();
  }

  @AfterEach
  void stop() throws IOException {
    registry.close();
  }

  @Test
  void oneTagAfterTheOtherIsAskedFor() throws Exception {
    registry.putManifest("app", "latest", manifest(registry.putBlob(CONFIG)));
    List<CacheLayer> layers = target("<tags><tag>latest</tag></tags>").orElseThrow().layers();
    assertEquals(1, layers.size());
    assertEquals(LAYER, layers.get(0).blob().digest().toString());
    assertEquals(7, layers.get(0).blob().sizeBytes());
    assertEquals(DIFF_ID, layers.get(0).diffId().toString());
    assertEquals(1, registry.count("GET /v2/app/manifests/new"));
  }

  @Test
  void noTagIsThere() throws Exception {
    assertEquals(List.of(), target("").orElseThrow().layers());
  }

  @Test
  void aConfigWithAnotherDigestIsRefused() throws Exception {
    Digest config = registry.putBlob(CONFIG);
    registry.putManifest("app", "new", manifest(config));
    registry.replaceBlob(config, CONFIG.replace("3", "4"));
    assertThrows(IOException.class, () -> target("").orElseThrow().layers());
  }

  @Test
  void nobodyIsAskedOfflineOrWithoutATarget() throws Exception {
    JibRun run = run("");
    run.session().getRequest().setOffline(true);
    assertEquals(Optional.empty(), TargetImage.of(run.session(), run.project(), run.execution()));
    JibRun without = JibRuns.of(folder, "build", Map.of(), "");
    assertEquals(
        Optional.empty(),
        TargetImage.of(without.session(), without.project(), without.execution()));
  }

  private Optional<TargetImage> target(String more) throws Exception {
    JibRun run = run(more);
    return TargetImage.of(run.session(), run.project(), run.execution());
  }

  private JibRun run(String more) throws Exception {
    return JibRuns.of(
        folder,
        "build",
        Map.of("jib.to.image", registry.address() + "/app:new"),
        "<allowInsecureRegistries>true</allowInsecureRegistries><to>" + more + "</to>");
  }

  private static String manifest(Digest config) {
    return """
    {
      "schemaVersion": 2,
      "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
      "config": {
        "mediaType": "application/vnd.docker.container.image.v1+json",
        "digest": "%s",
        "size": 1
      },
      "layers": [
        {
          "mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip",
          "digest": "%s",
          "size": 7
        }
      ]
    }
    """
        .formatted(config, LAYER);
  }
}
