package io.github.azblobcache.jib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.BuildEnvironment;
import io.github.azblobcache.CacheDirectories;
import io.github.azblobcache.SessionCaches;
import io.github.azblobcache.maven.support.SessionContext;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.transfer.CacheTimeouts;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DependencyPrehasherTest {

  @TempDir Path folder;

  @Test
  void readsAModuleOnTheThreadThatRunsItAlone() throws Exception {
    WatchedProject module = new WatchedProject(folder);
    module.setResolvedArtifacts(Set.of(library("a"), library("b")));
    module.setArtifactFilter(artifact -> true);
    try (SessionCaches caches = caches()) {
      MavenSession session = session(module);
      SessionContext context = SessionContext.of(session);
      context.share(caches);
      context.settings(module, CacheSettings.NOTHING);

      new DependencyPrehasher().beforeJibGoal(new MojoExecutionEvent(session, module, null, null));

      // Two at a time: these two meet once all that was given before is done.
      CyclicBarrier done = new CyclicBarrier(3);
      caches.inBackground(() -> meet(done));
      caches.inBackground(() -> meet(done));
      meet(done);
    }
    assertEquals(Set.of(Thread.currentThread()), module.readers);
  }

  private static void meet(CyclicBarrier others) {
    try {
      others.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** Knows which threads have read it. */
  private static final class WatchedProject extends MavenProject {

    private final Set<Thread> readers = ConcurrentHashMap.newKeySet();

    WatchedProject(Path folder) {
      super(new Model());
      Build build = new Build();
      build.setDirectory(folder.resolve("target").toString());
      getModel().setBuild(build);
    }

    @Override
    public Set<Artifact> getArtifacts() {
      readers.add(Thread.currentThread());
      return super.getArtifacts();
    }

    @Override
    public Artifact getArtifact() {
      readers.add(Thread.currentThread());
      return super.getArtifact();
    }

    @Override
    public Build getBuild() {
      readers.add(Thread.currentThread());
      return super.getBuild();
    }

    @Override
    public Object getContextValue(String key) {
      readers.add(Thread.currentThread());
      return super.getContextValue(key);
    }
  }

  private SessionCaches caches() {
    CacheDirectories home = new CacheDirectories(folder.resolve("home"));
    return new SessionCaches(
        new BuildEnvironment(folder, home, CacheTimeouts.DEFAULT), CacheEvents.NONE);
  }

  private Artifact library(String name) throws IOException {
    Artifact artifact =
        new DefaultArtifact(
            "com.example", name, "1", "runtime", "jar", null, new DefaultArtifactHandler("jar"));
    artifact.setFile(Files.writeString(folder.resolve(name + ".jar"), name).toFile());
    return artifact;
  }

  @SuppressWarnings("deprecation")
  private static MavenSession session(MavenProject module) {
    return new MavenSession(
        null,
        new DefaultMavenExecutionRequest(),
        new DefaultMavenExecutionResult(),
        List.of(module));
  }
}
