package io.github.azblobcache.maven.goal;

import io.github.azblobcache.check.CheckOutput;
import io.github.azblobcache.check.CheckedCache;
import io.github.azblobcache.check.Diagnosis;
import io.github.azblobcache.check.steps.CacheCheck;
import io.github.azblobcache.maven.CheckMojo;
import io.github.azblobcache.report.format.ReportFormat;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import io.github.azblobcache.store.types.BuiltInStores;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;

/** Checks whether the caches work from this machine: {@link CheckMojo}. */
public final class CheckGoal extends Goal {

  private final String format;

  /**
   * @param format as it was written, or null
   */
  public CheckGoal(GoalContext context, String format) {
    super(context);
    this.format = format;
  }

  @Override
  protected CacheSettings settings() {
    // Not the resolved ones: those have none that needs a network where Maven is offline
    return module().read();
  }

  @Override
  protected void run(CacheSettings settings)
      throws StoreInterruptedException, MojoFailureException {
    ReportFormat parsed = MaintenanceGoal.format(format);
    List<CheckedCache> caches = CheckedCache.of(module().explain());
    if (caches.isEmpty()) {
      throw new MojoFailureException(
          "There is no cache to check. Set AZBLOB_CACHE_FROM or -Dazblob-cache.from, and"
              + " AZBLOB_CACHE_TO or -Dazblob-cache.to, for instance to"
              + " 'type=azblob,account_url=https://acct.blob.core.windows.net'; and leave"
              + " skipImport and skipExport out.");
    }
    List<CheckedCache> reachable = caches.stream().filter(this::isReachable).toList();
    CheckOutput output = new CheckOutput(parsed, out(parsed));
    List<String> failures = new ArrayList<>();
    CacheCheck.run(
        reachable,
        BuiltInStores.TYPES,
        module().place().home().staging(),
        CacheCheck.LIMIT,
        diagnosis -> {
          log().info(title(diagnosis.cache()));
          output.print(diagnosis);
          conclude(diagnosis, failures);
        });
    if (!failures.isEmpty()) {
      throw new MojoFailureException(String.join(" | ", failures));
    }
  }

  private boolean isReachable(CheckedCache cache) {
    boolean isReachable = !session().isOffline() || !cache.location().isRemote();
    if (!isReachable) {
      log().info("offline, " + cache.location() + " is left alone");
    }
    return isReachable;
  }

  private static String title(CheckedCache cache) {
    String use =
        cache.isImported() && cache.isExported()
            ? "to import from and to export to"
            : cache.isImported() ? "to import from" : "to export to";
    return cache.location() + ", " + use;
  }

  private void conclude(Diagnosis diagnosis, List<String> failures) {
    if (diagnosis.failures().isEmpty()) {
      log().info(diagnosis.summary());
    } else {
      failures.add(diagnosis.summary() + ". See above for what to do.");
    }
  }
}
