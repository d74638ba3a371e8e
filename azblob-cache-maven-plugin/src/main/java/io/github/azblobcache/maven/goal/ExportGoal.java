package io.github.azblobcache.maven.goal;

import io.github.azblobcache.PendingExport;
import io.github.azblobcache.SessionCaches;
import io.github.azblobcache.maven.ExportMojo;
import io.github.azblobcache.maven.session.SessionSetup;
import io.github.azblobcache.progress.Progress;
import io.github.azblobcache.report.format.Bytes;
import io.github.azblobcache.report.terminal.ProgressDisplay;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.transfer.export.ExportReport;
import java.io.IOException;
import java.util.List;

/** Exports what the Jib builds of a session have left to export: {@link ExportMojo}. */
public final class ExportGoal extends Goal {

  public ExportGoal(GoalContext context) {
    super(context);
  }

  @Override
  protected void run(CacheSettings settings) throws IOException {
    List<PendingExport> exports =
        SessionSetup.caches(session()).map(SessionCaches::takeDeferred).orElse(List.of());
    if (exports.isEmpty()) {
      log().info("nothing to export");
    }
    for (PendingExport export : exports) {
      ExportReport report = run(export);
      log()
          .info(
              export.image()
                  + ": "
                  + report.uploadedLayers()
                  + " uploaded ("
                  + Bytes.human(report.uploadedBytes())
                  + ")");
    }
  }

  private ExportReport run(PendingExport export) throws IOException {
    ProgressDisplay progress = showProgress(Progress.Way.UPLOADING);
    try {
      return export.run();
    } finally {
      progress.close();
    }
  }
}
