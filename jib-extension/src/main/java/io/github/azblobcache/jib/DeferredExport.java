package io.github.azblobcache.jib;

import io.github.azblobcache.PendingExport;
import io.github.azblobcache.jib.base.BaseImage;
import io.github.azblobcache.transfer.LayerCache;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.export.ExportReport;
import java.io.IOException;

/**
 * An export that waits for the {@code export} goal.
 *
 * @param cache where to
 * @param built what
 * @param base its base image
 */
record DeferredExport(LayerCache cache, BuiltImage built, BaseImage base) implements PendingExport {

  @Override
  public String image() {
    return built.name();
  }

  @Override
  public ExportReport run() throws IOException {
    return cache.export(built).plus(base.export());
  }
}
