package io.github.azblobcache.jib;

import io.github.azblobcache.Closing;
import io.github.azblobcache.SessionCaches;
import io.github.azblobcache.jib.lazy.LazyRuns;
import io.github.azblobcache.maven.support.CacheLog;
import io.github.azblobcache.maven.support.SessionContext;
import io.github.azblobcache.progress.Progress;
import io.github.azblobcache.progress.Span;
import io.github.azblobcache.report.BuildReport;
import io.github.azblobcache.report.BuildTimeline;
import io.github.azblobcache.report.ImageReport;
import io.github.azblobcache.report.MarkdownSummary;
import io.github.azblobcache.report.terminal.ProgressDisplay;
import io.github.azblobcache.report.terminal.ProgressScreen;
import io.github.azblobcache.transfer.export.ExportReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * What the extension knows in one Maven session, over all modules: the extension itself holds no
 * state, because Jib makes an instance of it for each goal (docs/behaviour.md, "extension
 * instances"). For use by any thread.
 */
final class JibSession implements JibListener.Images {

  private static final CacheLog LOG = AzblobCacheExtension.LOG;

  private final SessionContext context;
  private final SessionCaches caches;
  private final boolean ownsCaches;
  private final MavenSession session;
  private final boolean summary;
  private final ProgressScreen screen;
  private final Map<MavenProject, Begun> inProgress = new HashMap<>();
  private final Map<MavenProject, List<ImageReport>> reports = new LinkedHashMap<>();

  /**
   * An image that Jib is building.
   *
   * @param thread of the goal that runs Jib. Other goals of the module may end on another one
   *     meanwhile: Maven 4 can run phases of a module in parallel
   */
  private record Begun(EagerUpload uploads, Thread thread) {}

  private JibSession(
      BuiltModule first, SessionCaches caches, boolean ownsCaches, ProgressScreen screen) {
    this.context = first.context();
    this.session = first.session();
    this.caches = caches;
    this.ownsCaches = ownsCaches;
    this.summary = first.summary();
    this.screen = screen;
  }

  /** The session's, made at the first call; its listener then hears of Jib's successes. */
  static JibSession of(BuiltModule module) {
    return module
        .context()
        .only(
            JibSession.class,
            () -> {
              JibSession made = open(module);
              JibListener.listen(module.session(), made);
              return made;
            });
  }

  private static JibSession open(BuiltModule module) {
    MavenSession session = module.session();
    // Modules that build in parallel would write across the bar.
    boolean isInteractive = session.getRequest().isInteractiveMode() && !session.isParallel();
    ProgressScreen screen = ProgressScreen.of(isInteractive, LOG::info);
    Optional<SessionCaches> shared = module.context().caches();
    if (shared.isPresent()) {
      return new JibSession(module, shared.get(), false, screen);
    }
    return new JibSession(module, new SessionCaches(module.place(), LOG.events()), true, screen);
  }

  SessionCaches caches() {
    return caches;
  }

  /** Remembers an image until Jib has built it, and uploads its layers as Jib builds them. */
  synchronized void begin(MavenProject project, ImageInProgress image) {
    boolean uploads = image.cache().exports() && !context.defersExport(project);
    Path folder = folder(project);
    EagerUpload ahead =
        uploads ? EagerUpload.start(image, folder) : EagerUpload.nothing(image, folder);
    Begun before = inProgress.put(project, new Begun(ahead, Thread.currentThread()));
    // A goal of another plugin can run Jib twice, and Maven reports neither end.
    if (before != null) {
      before.uploads().close();
    }
  }

  /** Forgets an image that Jib failed to build on this thread, if there is one. */
  @Override
  public void abandon(MavenProject project) {
    take(project);
  }

  private Optional<EagerUpload> take(MavenProject project) {
    EagerUpload uploads;
    synchronized (this) {
      Begun begun = inProgress.get(project);
      if (begun == null || begun.thread() != Thread.currentThread()) {
        return Optional.empty();
      }
      inProgress.remove(project);
      uploads = begun.uploads();
    }
    uploads.close();
    uploads.image().keepLayers();
    return Optional.of(uploads);
  }

  /**
   * Exports what Jib has built for a module on this thread, unless the module exports by a goal of
   * its own, and reports. Does nothing if Jib has not run.
   *
   * @throws IOException if the export fails and the user did not say {@code ignore-error=true}
   */
  @Override
  public void finish(MavenProject project) throws IOException {
    Optional<EagerUpload> uploads = take(project);
    if (uploads.isEmpty()) {
      return;
    }
    ImageInProgress image = uploads.get().image();
    BuildTimeline course = image.course();
    Instant begun = Instant.now();
    ImageInProgress.Built built = uploads.get().built();
    if (context.defersExport(project)) {
      caches.defer(new DeferredExport(image.cache(), built.image(), image.base()));
      report(project, built.report(course));
      return;
    }
    ProgressDisplay progress = showProgress(Progress.Way.UPLOADING);
    try {
      ExportReport export = image.cache().export(built.image()).plus(image.base().export());
      report(project, built.report(course.with(Span.since(begun)), export, image.cache()));
    } catch (IOException e) {
      // Says what was built all the same; never throws, so that the failure stays the one above.
      report(project, built.report(course));
      throw e;
    } finally {
      progress.close();
    }
  }

  /** Shows how far the caches' transfers are, until what is returned is closed. */
  ProgressDisplay showProgress(Progress.Way way) {
    return ProgressDisplay.start(caches.events().progress(), way, screen);
  }

  private void report(MavenProject project, ImageReport image) {
    List<ImageReport> images;
    synchronized (this) {
      List<ImageReport> all = reports.computeIfAbsent(project, key -> new ArrayList<>());
      all.add(image);
      images = List.copyOf(all);
    }
    write(new BuildReport(images), image.image(), folder(project));
    LOG.info(image.summary());
    Optional<String> costliest = image.costliestRebuild();
    if (costliest.isPresent()) {
      LOG.info(costliest.get());
    }
    for (String notice : TimedJars.notices(session, project, image)) {
      context.once(notice, LOG::info);
    }
    for (String rebuild : image.rebuilds()) {
      LOG.debug(rebuild);
    }
  }

  // The image is built by now. Whatever keeps people from reading how is no reason to fail.
  private static void write(BuildReport report, String image, Path folder) {
    try {
      report.write(folder);
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.warn(image + ": the report can't be written to " + folder, e);
    }
  }

  private static Path folder(MavenProject project) {
    return Path.of(project.getBuild().getDirectory(), "azblob-cache");
  }

  @Override
  public void ending() {
    caches.reportDamage();
    List<ImageReport> all = new ArrayList<>();
    synchronized (this) {
      for (List<ImageReport> images : reports.values()) {
        all.addAll(images);
      }
    }
    if (!summary) {
      return;
    }
    try {
      MarkdownSummary.publish(
          all, System::getenv, folder(session.getTopLevelProject()), LOG.commands());
    } catch (IOException | RuntimeException e) {
      LOG.warn("the CI service's summary can't be written", e);
    }
  }

  /** Gives up what belongs to this session alone. */
  @Override
  public void close() {
    List<Begun> left;
    synchronized (this) {
      left = List.copyOf(inProgress.values());
      inProgress.clear();
    }
    // Maven reports neither success nor failure of a goal that ends by an Error.
    List<AutoCloseable> all = new ArrayList<>();
    for (Begun begun : left) {
      all.add(begun.uploads());
    }
    all.add(context.only(LazyRuns.class, LazyRuns::new));
    if (ownsCaches) {
      all.add(caches);
    }
    Closing.all(all);
  }
}
