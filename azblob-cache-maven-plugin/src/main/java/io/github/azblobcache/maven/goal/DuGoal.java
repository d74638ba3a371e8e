package io.github.azblobcache.maven.goal;

import io.github.azblobcache.CacheMaintenance;
import io.github.azblobcache.inspect.DiskUsage;
import io.github.azblobcache.inspect.UsageOutput;
import io.github.azblobcache.inventory.Inventory;
import io.github.azblobcache.maven.DuMojo;
import java.io.IOException;

/** Prints how much a cache holds: {@link DuMojo}. */
public final class DuGoal extends MaintenanceGoal {

  public DuGoal(GoalContext context, String format) {
    super(context, format);
  }

  @Override
  public void run(CacheMaintenance upkeep, Report report, Terminal terminal) throws IOException {
    Inventory inventory = upkeep.inventory();
    inventory
        .unknown()
        .forEach(
            manifest ->
                log()
                    .warn(
                        "what this manifest names counts as reclaimable: "
                            + manifest.cause().getMessage()));
    new UsageOutput(report.format(), report.out()).print(DiskUsage.of(inventory));
  }
}
