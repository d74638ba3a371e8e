package io.github.azblobcache.maven;

import io.github.azblobcache.CacheUpkeep;
import io.github.azblobcache.inspect.DiskUsage;
import io.github.azblobcache.inspect.UsageOutput;
import io.github.azblobcache.inventory.Inventory;
import java.io.IOException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Prints how much a cache holds, blob by blob and in all, and which manifests and images name it,
 * as {@code docker buildx du} does.
 */
@Mojo(name = "du", requiresProject = false, aggregator = true, threadSafe = true)
public final class DuMojo extends UpkeepMojo {

  /** For Maven, which makes the instance. */
  public DuMojo() {}

  @Override
  void run(CacheUpkeep upkeep, Report report, Person person) throws IOException {
    Inventory inventory = upkeep.inventory();
    inventory
        .unread()
        .forEach(
            manifest ->
                getLog()
                    .warn(
                        "Layer cache: what this manifest names counts as reclaimable: "
                            + manifest.cause().getMessage()));
    new UsageOutput(report.format(), report.out()).print(DiskUsage.of(inventory));
  }
}
