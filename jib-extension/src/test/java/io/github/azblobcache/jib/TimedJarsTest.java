package io.github.azblobcache.jib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.files.Rebuild;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.progress.Span;
import io.github.azblobcache.report.BuildTimeline;
import io.github.azblobcache.report.BytesMoved;
import io.github.azblobcache.report.ImageReport;
import io.github.azblobcache.report.LayerReport;
import io.github.azblobcache.report.LayerSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.graph.DefaultProjectDependencyGraph;
import org.apache.maven.model.Build;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.project.DuplicateProjectException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.dag.CycleDetectedException;
import org.junit.jupiter.api.Test;

class TimedJarsTest {

  private final MavenProject api = module("shop-api");
  private final MavenProject shop = module("shop", "shop-api");
  private final Properties userProperties = new Properties();

  @Test
  void namesTheJarAndWhatToSet() {
    assertEquals(
        List.of(
            "shop-1.0.jar is different after each build, even if its sources are the same, because"
                + " Maven writes the time into it. So its layer 'extra files' is never found. Set"
                + " <project.build.outputTimestamp> in the POM's <properties>, for instance to"
                + " 2026-01-01T00:00:00Z."),
        notices("changed /app/classpath/shop-1.0.jar (content)"));
  }

  @Test
  void namesWhatElseHasChanged() {
    List<String> notices =
        notices(
            "changed /app/libs/shop-1.0.jar (content)",
            "changed /app/libs/shop-api-1.0.jar (size 2841 to 2902 bytes)",
            "added /app/libs/b.jar",
            "added /app/libs/c.jar",
            "removed /app/libs/a.jar");
    assertEquals(1, notices.size());
    assertEquals(
        "The layer has other changes too: changed /app/libs/shop-api-1.0.jar (size 2841 to 2902"
            + " bytes); added /app/libs/b.jar; added /app/libs/c.jar; more in report.json.",
        notices.get(0).substring(notices.get(0).indexOf("The layer has")));
  }

  @Test
  void jarsThatAreBothTimedAreNotEachOthersChanges() {
    List<String> notices =
        notices(
            "changed /app/libs/shop-1.0.jar (content)",
            "changed /app/libs/shop-api-1.0.jar (content)");
    assertEquals(2, notices.size());
    assertEquals(List.of(), notices.stream().filter(it -> it.contains("other changes")).toList());
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
            "removed /app/libs/shop-api-1.0.jar"));
  }

  @Test
  void aModuleThatSaysWhichTimeToWriteIsNotNamed() {
    shop.getProperties().setProperty("project.build.outputTimestamp", "2026-01-01T00:00:00Z");
    assertEquals(List.of(), notices("changed /app/classpath/shop-1.0.jar (content)"));
  }

  @Test
  void aTimeFromTheCommandLineIsForAll() {
    userProperties.setProperty("project.build.outputTimestamp", "2026-01-01T00:00:00Z");
    assertEquals(List.of(), notices("changed /app/classpath/shop-1.0.jar (content)"));
  }

  @Test
  void modulesThatBuildMeanwhileAreLeftAlone() {
    MavenProject other =
        new MavenProject(model("other", "shop-api")) {
          @Override
          public Properties getProperties() {
            throw new AssertionError("Another thread is writing them");
          }
        };
    assertEquals(
        List.of(), notices(List.of(api, shop, other), "changed /app/libs/other-1.0.jar (content)"));
  }

  private List<String> notices(String... files) {
    return notices(List.of(api, shop), files);
  }

  private List<String> notices(List<MavenProject> modules, String... files) {
    Digest digest = Digest.of("layer".getBytes(StandardCharsets.UTF_8));
    LayerReport layer =
        new LayerReport(
            "extra files",
            new DiffId(digest),
            new Descriptor(MediaTypes.DOCKER_LAYER_GZIP, digest, 5),
            LayerSource.BUILT,
            Map.of(),
            Optional.of(new Rebuild("1 of 1 files changed, 0 added, 0 removed", List.of(files))));
    Span none = new Span(Instant.EPOCH, Instant.EPOCH);
    BuildTimeline course =
        new BuildTimeline(none, Optional.empty(), Optional.empty(), Duration.ZERO);
    ImageReport image =
        new ImageReport(
            "com.example:shop", List.of(layer), new BytesMoved(0, 0, 0), course, List.of());
    return TimedJars.notices(session(modules), shop, image);
  }

  @SuppressWarnings("deprecation") // The newer constructor wants more of Maven
  private MavenSession session(List<MavenProject> modules) {
    MavenExecutionRequest request =
        new DefaultMavenExecutionRequest().setUserProperties(userProperties);
    MavenSession session =
        new MavenSession(null, request, new DefaultMavenExecutionResult(), modules);
    try {
      session.setProjectDependencyGraph(new DefaultProjectDependencyGraph(modules));
    } catch (CycleDetectedException | DuplicateProjectException e) {
      throw new IllegalArgumentException(e);
    }
    return session;
  }

  private static MavenProject module(String name, String... dependencies) {
    return new MavenProject(model(name, dependencies));
  }

  private static Model model(String name, String... dependencies) {
    Model model = new Model();
    model.setGroupId("com.example");
    model.setArtifactId(name);
    model.setVersion("1.0");
    model.setBuild(new Build());
    model.getBuild().setFinalName(name + "-1.0");
    for (String dependency : dependencies) {
      Dependency on = new Dependency();
      on.setGroupId("com.example");
      on.setArtifactId(dependency);
      on.setVersion("1.0");
      model.addDependency(on);
    }
    return model;
  }
}
