package io.github.azblobcache.jib.base;

import io.github.azblobcache.jib.base.RegistryBase.Imported;
import io.github.azblobcache.transfer.export.ExportReport;
import java.io.IOException;

/** Where a build's base image comes from, and what a cache can do there. */
interface BaseSource {

  /**
   * Brings what Jib will read.
   *
   * @throws IOException if it can't be kept in Jib's cache
   */
  Imported bring() throws IOException;

  /**
   * Exports what Jib has pulled or made of it.
   *
   * @param imported what {@link #bring} has brought
   * @throws IOException if a cache fails and has no {@code ignore-error=true}
   */
  ExportReport export(Imported imported) throws IOException;
}
