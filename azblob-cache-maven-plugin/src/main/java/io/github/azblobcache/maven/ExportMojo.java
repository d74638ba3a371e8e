package io.github.azblobcache.maven;

import io.github.azblobcache.PendingExport;
import io.github.azblobcache.SessionCaches;
import io.github.azblobcache.report.Bytes;
import io.github.azblobcache.report.Progress;
import io.github.azblobcache.report.ProgressDisplay;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.transfer.ExportReport;
import java.io.IOException;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Exports what the Jib builds of this session have left to export.
 *
 * <p>Without this goal each image is exported right after Jib has built it. Where it is bound to a
 * phase, or stands on the command line, the export waits for it: bind it after the tests, for
 * instance, so that only a good build fills the cache. Needs {@code <extensions>true</extensions>}.
 */
@Mojo(name = "export", threadSafe = true)
public final class ExportMojo extends CacheMojo {

  /** For Maven, which makes the instance. */
  public ExportMojo() {}

  @Override
  void run(MavenSession session, CacheSettings settings) throws IOException {
    List<PendingExport> exports =
        SessionSetup.caches(session).map(SessionCaches::takeDeferred).orElse(List.of());
    if (exports.isEmpty()) {
      getLog().info("Layer cache: nothing to export");
    }
    for (PendingExport export : exports) {
      ExportReport report = run(session, export);
      getLog()
          .info(
              "Layer cache: "
                  + export.image()
                  + ": "
                  + report.uploadedLayers()
                  + " uploaded ("
                  + Bytes.human(report.uploadedBytes())
                  + ")");
    }
  }

  private ExportReport run(MavenSession session, PendingExport export) throws IOException {
    ProgressDisplay progress = showProgress(session, Progress.Way.UPLOADING);
    try {
      return export.run();
    } finally {
      progress.close();
    }
  }
}
