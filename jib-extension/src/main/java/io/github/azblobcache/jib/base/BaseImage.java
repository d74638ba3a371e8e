package io.github.azblobcache.jib.base;

import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import io.github.azblobcache.jib.base.RegistryBase.Base;
import io.github.azblobcache.jib.base.RegistryBase.Brought;
import io.github.azblobcache.local.BaseImageCacheDirectory;
import io.github.azblobcache.transfer.CacheEvents;
import io.github.azblobcache.transfer.ExportReport;
import io.github.azblobcache.transfer.LayerCache;
import java.io.IOException;
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

  /** The base image of a build that has none, or none that a cache can do anything for. */
  private static final BaseImage NONE = new BaseImage(null, null, null, null);

  private final JibRun run;
  private final RegistryBase imported;
  private final RegistryBaseExport exported;
  private final CompletableFuture<Brought> brought;

  private BaseImage(
      JibRun run,
      RegistryBase imported,
      RegistryBaseExport exported,
      CompletableFuture<Brought> brought) {
    this.run = run;
    this.imported = imported;
    this.exported = exported;
    this.brought = brought;
  }

  /**
   * What all base images of a session share.
   *
   * @param cache where they come from and go to
   * @param events told of it
   * @param notices told what the user can do, once per session
   */
  public record Session(LayerCache cache, CacheEvents events, Consumer<String> notices) {}

  /** Begins to bring what Jib will read of a plan's base image, in the background. */
  public static BaseImage of(
      ContainerBuildPlan plan, MavenSession maven, MavenProject project, Session session)
      throws IOException {
    Optional<JibRun> run = JibRun.current(maven, project);
    Optional<BaseReference> reference = BaseReference.parse(plan.getBaseImage());
    if (run.isEmpty() || reference.isEmpty() || run.get().hasLocalBase()) {
      return NONE;
    }
    Base base = new Base(reference.get(), plan.getPlatforms());
    JibBaseCache jib =
        JibBaseCache.in(
            BaseImageCacheDirectory.of(
                project.getBuild().getDirectory(), System::getProperty, System::getenv));
    RegistryBase imported = new RegistryBase(base, session.cache(), jib, session.events());
    RegistryBaseExport exported =
        new RegistryBaseExport(base, session.cache(), jib, session.notices(), session.events());
    return new BaseImage(
        run.get(),
        imported,
        exported,
        CompletableFuture.supplyAsync(() -> bring(imported, run.get())));
  }

  private static Brought bring(RegistryBase base, JibRun run) {
    try {
      return base.bring(run);
    } catch (IOException | RuntimeException | LinkageError e) {
      // A cache may slow a build but never break it, whatever another Jib version changes inside.
      base.events().warning("The base image is not taken from the cache: " + e);
      return Brought.NOTHING;
    }
  }

  /** Waits until what Jib will read is there. */
  public void await() {
    bytesFetched();
  }

  /** How many bytes were fetched for it, and for no module before. */
  public long bytesFetched() {
    return brought == null ? 0 : brought.join().bytes();
  }

  /**
   * Exports what Jib has pulled, if any cache wants it.
   *
   * @throws IOException if a cache fails and has no {@code ignore-error=true}
   */
  public ExportReport export() throws IOException {
    if (exported == null || !imported.cache().exportsBaseImages()) {
      return ExportReport.NOTHING;
    }
    try {
      return exported.run(run, brought.join().image());
    } catch (RuntimeException | LinkageError e) {
      imported.events().warning("The base image is not exported: " + e);
      return ExportReport.NOTHING;
    }
  }
}
