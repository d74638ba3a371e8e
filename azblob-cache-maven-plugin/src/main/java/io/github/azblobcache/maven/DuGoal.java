package io.github.azblobcache.maven;

import io.github.azblobcache.CacheMaintenance;
import io.github.azblobcache.inspect.DiskUsage;
import io.github.azblobcache.inspect.UsageOutput;
import io.github.azblobcache.inventory.Inventory;
import java.io.IOException;

/** Prints how much a cache holds: {@link DuMojo}. */
final class DuGoal extends MaintenanceGoal {

  DuGoal(GoalContext context, String format) {
    super(context, format);
  }

  @Override
  void run(CacheMaintenance upkeep, Report report, Terminal terminal) throws IOException {
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
