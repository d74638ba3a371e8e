package io.github.azblobcache.jib;

import io.github.azblobcache.ImageNames;
import io.github.azblobcache.SessionCaches;
import io.github.azblobcache.jib.base.TargetImage;
import io.github.azblobcache.jib.lazy.LazyRun;
import io.github.azblobcache.jib.lazy.LazyRuns;
import io.github.azblobcache.local.JibCacheDirectory;
import io.github.azblobcache.maven.support.JibGoalListener;
import io.github.azblobcache.maven.support.SessionContext;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.transfer.LayerCache;
import java.io.IOException;
import java.util.Optional;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.project.MavenProject;

/**
 * Gives a run of {@code jib:build} that may leave layers in the registry a cache of its own, before
 * Jib reads where its cache is.
 */
public final class LazyStart implements JibGoalListener {

  /** For {@link java.util.ServiceLoader}, which makes the instance. */
  public LazyStart() {}

  @Override
  public void beforeJibGoal(MojoExecutionEvent event) {
    MavenProject project = event.getProject();
    SessionContext context = SessionContext.of(event.getSession());
    Optional<SessionCaches> caches = context.caches();
    Optional<CacheSettings> settings = context.settings(project);
    if (context.leavesLayers(project) && caches.isPresent() && settings.isPresent()) {
      begin(event, context, caches.get(), caches.get().cacheFor(settings.get()));
    }
  }

  private static void begin(
      MojoExecutionEvent event, SessionContext context, SessionCaches caches, LayerCache cache) {
    MavenProject project = event.getProject();
    String image = ImageNames.of(project.getGroupId(), project.getArtifactId());
    JibCacheDirectory usual =
        JibCacheDirectory.ofApplication(project.getBuild().getDirectory(), System::getProperty);
    Optional<TargetImage> target =
        event.getExecution().getGoal().equals("build") && usual.isEmpty()
            ? TargetImage.of(event.getSession(), project, event.getExecution())
            : Optional.empty();
    if (target.isPresent()) {
      TargetImage asked = target.get();
      try {
        LazyRun run = LazyRun.begin(usual, image, cache, asked::layers, caches.events());
        context.only(LazyRuns.class, LazyRuns::new).begin(run);
        return;
      } catch (IOException e) {
        caches.events().detail("No layer is left in the registry: " + e);
      }
    }
    // As the session's start has not done.
    cache.prefetch(image, layer -> usual.hasLayer(layer.blob().digest()));
  }

  @Override
  public void afterJibGoal(MojoExecutionEvent event) {
    SessionContext.of(event.getSession()).only(LazyRuns.class, LazyRuns::new).jibEnds();
  }
}
