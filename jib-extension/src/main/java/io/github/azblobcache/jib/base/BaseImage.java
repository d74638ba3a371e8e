package io.github.azblobcache.jib.base;

import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import io.github.azblobcache.ImageNames;
import io.github.azblobcache.concurrent.DaemonThreads;
import io.github.azblobcache.jib.base.RegistryBase.Base;
import io.github.azblobcache.jib.base.RegistryBase.Imported;
import io.github.azblobcache.jib.base.image.BaseReference;
import io.github.azblobcache.local.BaseImageCacheDirectory;
import io.github.azblobcache.report.LayerReport;
import io.github.azblobcache.text.Reason;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.export.ExportReport;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * The base image of one build: what Jib will read of it is brought before Jib builds, what Jib has
 * pulled is exported after it.
 *
 * <p>Trouble with bringing is a warning, and Jib pulls what it needs.
 */
public final class BaseImage {

  private static final String TAR = "tar://";
  private static final String DOCKER = "docker://";

  private final Optional<BaseSource> kind;
  private final Session session;
  private final CompletableFuture<Imported> brought;

  private BaseImage(Optional<BaseSource> kind, Session session) {
    this.kind = kind;
    this.session = session;
    this.brought =
        kind.isEmpty()
            ? CompletableFuture.completedFuture(Imported.NOTHING)
            : CompletableFuture.supplyAsync(this::bring, BaseImage::inItsOwnThread);
  }

  // Not the common pool, whose one thread on a small machine other plugins need too.
  private static void inItsOwnThread(Runnable task) {
    DaemonThreads.start("base-image", task);
  }

  /**
   * What all base images of a session share.
   *
   * @param cache where they come from and go to
   * @param events receives what happens
   * @param notices receives what the user can do, once per session
   */
  public record Session(LayerCache cache, CacheEvents events, Consumer<String> notices) {

    /** Says that an image is not exported. Jib has read it, so that is no failure of the build. */
    void unreadable(String image, IOException cause) {
      notices.accept(
          "The base image %s is not exported, because it can't be read: %s"
              .formatted(image, cause.getMessage()));
    }
  }

  /** Begins to bring what Jib will read of a plan's base image, in the background. */
  public static BaseImage of(
      ContainerBuildPlan plan, MavenSession maven, MavenProject project, Session session)
      throws IOException {
    Optional<JibRun> run = JibRun.current(maven, project);
    if (run.isEmpty()) {
      session
          .notices()
          .accept(
              "Base images are neither imported nor exported, because this Maven does not report"
                  + " which goal runs");
      return new BaseImage(Optional.empty(), session);
    }
    return new BaseImage(kind(plan, run.get(), session), session);
  }

  private static Optional<BaseSource> kind(ContainerBuildPlan plan, JibRun run, Session session)
      throws IOException {
    JibBaseCache jib =
        JibBaseCache.in(
            BaseImageCacheDirectory.of(
                run.project().getBuild().getDirectory(), System::getProperty, System::getenv));
    String configured = run.baseImage().orElse("");
    if (configured.startsWith(TAR)) {
      Path tar = Path.of(configured.substring(TAR.length()));
      String name = ImageNames.ofBase(TAR + tar.getFileName(), List.of(run.image()));
      return Optional.of(new ArchiveBase(name, () -> LocalImage.inTar(tar), jib, session));
    }
    if (configured.startsWith(DOCKER)) {
      String image = plan.getBaseImage();
      String name = ImageNames.ofBase(DOCKER + image, List.of());
      return Optional.of(
          new ArchiveBase(name, () -> LocalImage.inDocker(run.docker(), image), jib, session));
    }
    Optional<BaseReference> reference = BaseReference.parse(plan.getBaseImage());
    if (reference.isEmpty()) {
      return Optional.empty();
    }
    Base base = new Base(reference.get(), run.built(plan.getPlatforms()));
    return Optional.of(new RegistryBase(base, run, jib, session));
  }

  private Imported bring() {
    try {
      return kind.orElseThrow().bring();
    } catch (IOException | RuntimeException | LinkageError e) {
      // A cache may slow a build but never break it, even if another Jib version changes inside.
      session.events().warning("The base image is not taken from the cache: " + Reason.of(e));
      return Imported.NOTHING;
    }
  }

  /** Waits until what Jib will read is there; gives the plan with the image that Jib is to use. */
  public ContainerBuildPlan await(ContainerBuildPlan plan) {
    Optional<Base> instead = brought.join().instead();
    return instead.isPresent()
        ? plan.toBuilder().setBaseImage(instead.get().reference().toString()).build()
        : plan;
  }

  /** How many bytes were fetched for it, and for no module before. */
  public long bytesFetched() {
    return brought.join().layers().bytes();
  }

  /** Its layers that came from a cache. */
  public List<LayerReport> layersFetched() {
    return brought.join().layers().reports();
  }

  /**
   * Exports what Jib has pulled, if any cache wants it.
   *
   * @throws IOException if a cache fails and has no {@code ignore-error=true}
   */
  public ExportReport export() throws IOException {
    if (kind.isEmpty() || !session.cache().baseImages().exports()) {
      return ExportReport.NOTHING;
    }
    try {
      return kind.get().export(brought.join());
    } catch (RuntimeException | LinkageError e) {
      session.events().warning("The base image is not exported: " + Reason.of(e));
      return ExportReport.NOTHING;
    }
  }
}
