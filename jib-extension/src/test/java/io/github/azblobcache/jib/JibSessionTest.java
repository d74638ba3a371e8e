package io.github.azblobcache.jib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.tools.jib.maven.extension.MavenData;
import io.github.azblobcache.jib.explain.Comparison;
import io.github.azblobcache.jib.layers.ImportedLayer;
import io.github.azblobcache.jib.layers.ImportedLayer.Effort;
import io.github.azblobcache.jib.layers.JibLayerCache;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.progress.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JibSessionTest {

  @TempDir Path folder;

  @Test
  void itsEndIsTheEndOfAnImageThatJibNeitherBuiltNorFailedToBuild() throws Exception {
    MavenProject project = project();
    BuiltModule module = module(project);
    JibSession session = JibSession.of(module);
    session.begin(project, neverBuilt(module, session));
    List<Thread> looking = lookingForLayers();
    session.close();
    for (Thread thread : looking) {
      thread.join();
    }
  }

  @Test
  void theModulesNextImageIsTheEndOfItToo() throws Exception {
    MavenProject project = project();
    BuiltModule module = module(project);
    JibSession session = JibSession.of(module);
    session.begin(project, neverBuilt(module, session));
    List<Thread> first = lookingForLayers();
    session.begin(project, neverBuilt(module, session));
    for (Thread thread : first) {
      thread.join();
    }
    session.close();
  }

  @Test
  void aGoalThatEndsOnAnotherThreadLeavesItToJib() throws Exception {
    MavenProject project = project();
    BuiltModule module = module(project);
    JibSession session = JibSession.of(module);
    session.begin(project, neverBuilt(module, session));
    FutureTask<Void> otherGoal =
        new FutureTask<>(
            () -> {
              session.finish(project);
              session.abandon(project);
              return null;
            });
    new Thread(otherGoal).start();
    otherGoal.get();

    List<Thread> looking = lookingForLayers();
    assertEquals(1, looking.size());
    session.abandon(project);
    looking.get(0).join();
    session.close();
  }

  private BuiltModule module(MavenProject project) {
    return BuiltModule.of(
        data(session(project), project), Map.of("cache-to", "type=local,dest=" + folder));
  }

  private static ImageInProgress neverBuilt(BuiltModule module, JibSession session)
      throws IOException {
    JibLayerCache jibCache =
        JibLayerCache.in(
            JibCacheDirectory.ofApplication(
                module.project().getBuild().getDirectory(), System::getProperty));
    ImportedLayer neverBuilt = ImportedLayer.toBuild("classes", Optional.empty(), Effort.NONE);
    return new ImageInProgress(
        "com.example:a",
        session.caches().cacheFor(module.settings()),
        jibCache,
        List.of(neverBuilt),
        null,
        Comparison.NONE,
        Span.since(Instant.now()),
        Optional.empty());
  }

  private static List<Thread> lookingForLayers() {
    List<Thread> looking = new ArrayList<>(Thread.getAllStackTraces().keySet());
    looking.removeIf(thread -> !thread.getName().equals("azblob-cache-upload-ahead"));
    return looking;
  }

  private static MavenData data(MavenSession session, MavenProject project) {
    return new MavenData() {
      @Override
      public MavenSession getMavenSession() {
        return session;
      }

      @Override
      public MavenProject getMavenProject() {
        return project;
      }
    };
  }

  private MavenProject project() {
    Model model = new Model();
    model.setGroupId("com.example");
    model.setArtifactId("a");
    model.setVersion("1");
    Build build = new Build();
    build.setDirectory(folder.resolve("target").toString());
    model.setBuild(build);
    return new MavenProject(model);
  }

  @SuppressWarnings("deprecation")
  private MavenSession session(MavenProject project) {
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setBaseDirectory(folder.toFile());
    request.setExecutionListener(new AbstractExecutionListener());
    return new MavenSession(null, request, new DefaultMavenExecutionResult(), List.of(project));
  }
}
