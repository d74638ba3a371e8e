package io.github.azblobcache.jib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.files.Rebuild;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.report.Course;
import io.github.azblobcache.report.ImageReport;
import io.github.azblobcache.report.LayerReport;
import io.github.azblobcache.report.LayerSource;
import io.github.azblobcache.report.Span;
import io.github.azblobcache.report.Traffic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class TimedJarsTest {

  private final MavenProject shop = module("shop-1.0");
  private final MavenProject api = module("shop-api-1.0");

  @Test
  void namesTheJarAndWhatToSet() {
    assertEquals(
        List.of(
            "shop-1.0.jar is different after each build, so its layer 'extra files' is never found:"
                + " Maven writes the time into it. Set <project.build.outputTimestamp> in the POM's"
                + " <properties>, for instance to 2026-01-01T00:00:00Z."),
        notices("changed /app/classpath/shop-1.0.jar (content)"));
  }

  @Test
  void otherModulesJarsCountToo() {
    assertEquals(1, notices("changed /app/libs/shop-api-1.0.jar (content)").size());
  }

  @Test
  void otherChangesAreNotItsBusiness() {
    assertEquals(
        List.of(),
        notices(
            "changed /app/libs/other-shop-1.0.jar (content)",
            "changed /app/libs/shop-1.0.jar (permissions)",
            "added /app/libs/shop-1.0.jar",
            "gone /app/libs/shop-api-1.0.jar"));
  }

  @Test
  void aModuleThatSaysWhichTimeToWriteIsNotNamed() {
    shop.getProperties().setProperty("project.build.outputTimestamp", "2026-01-01T00:00:00Z");
    assertEquals(List.of(), notices("changed /app/classpath/shop-1.0.jar (content)"));
  }

  private List<String> notices(String... files) {
    Digest digest = Digest.of("layer".getBytes(StandardCharsets.UTF_8));
    LayerReport layer =
        new LayerReport(
            "extra files",
            new DiffId(digest),
            new Descriptor(MediaTypes.DOCKER_LAYER_GZIP, digest, 5),
            LayerSource.BUILT,
            Map.of(),
            Optional.of(new Rebuild("1 of 1 files changed, 0 added, 0 gone", List.of(files))));
    Span none = new Span(Instant.EPOCH, Instant.EPOCH);
    Course course = new Course(none, Optional.empty(), Optional.empty(), Duration.ZERO);
    ImageReport image =
        new ImageReport("com.example:shop", List.of(layer), new Traffic(0, 0, 0), course);
    return TimedJars.notices(List.of(api, shop), image);
  }

  private static MavenProject module(String finalName) {
    Model model = new Model();
    model.setBuild(new Build());
    model.getBuild().setFinalName(finalName);
    return new MavenProject(model);
  }
}
