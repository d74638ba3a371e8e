package io.github.azblobcache.maven.goal;

import io.github.azblobcache.CheckoutImport;
import io.github.azblobcache.ImageNames;
import io.github.azblobcache.maven.ImportMojo;
import io.github.azblobcache.progress.Progress;
import io.github.azblobcache.report.format.Bytes;
import io.github.azblobcache.report.terminal.ProgressDisplay;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.transfer.export.ExportReport;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;

/**
 * Fetches what the newest known builds of this reactor's images were made of: {@link ImportMojo}.
 */
public final class ImportGoal extends Goal {

  public ImportGoal(GoalContext context) {
    super(context);
  }

  @Override
  protected void run(CacheSettings settings) throws IOException, MojoFailureException {
    if (module().skipsImport()) {
      log().info("skipped");
      return;
    }
    CacheSettings written = module().read();
    if (session().isOffline() && written.importNeedsNetwork()) {
      throw new MojoFailureException(
          "Maven is offline, so nothing can be imported. Run the goal without -o, where the network"
              + " is; a later build in this checkout may be offline.");
    }
    if (written.from().isEmpty()) {
      throw new MojoFailureException(
          "No cache to import from is configured. Set <cacheFrom> of the azblob-cache-maven-plugin,"
              + " -Dazblob-cache.from or AZBLOB_CACHE_FROM, for instance to"
              + " 'type=azblob,account_url=https://acct.blob.core.windows.net,name=main'.");
    }
    List<String> images =
        session().getProjects().stream()
            .map(project -> ImageNames.of(project.getGroupId(), project.getArtifactId()))
            .toList();
    ProgressDisplay progress = showProgress(Progress.Way.FETCHING);
    try (CheckoutImport checkout = new CheckoutImport(module().place(), EVENTS)) {
      ExportReport report = checkout.run(settings, images);
      log()
          .info(
              report.uploadedLayers()
                  + " layers imported ("
                  + Bytes.human(report.uploadedBytes())
                  + ")");
    } finally {
      progress.close();
    }
  }
}
