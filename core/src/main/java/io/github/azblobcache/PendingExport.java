package io.github.azblobcache;

import io.github.azblobcache.transfer.export.ExportReport;
import java.io.IOException;

/** An image that is built and still to be exported, by the {@code export} goal. */
public interface PendingExport {

  /** Which image, for instance {@code com.acme:shop}. */
  String image();

  /**
   * Exports it.
   *
   * @throws IOException if a cache fails and has no {@code ignore-error=true}
   */
  ExportReport run() throws IOException;
}
