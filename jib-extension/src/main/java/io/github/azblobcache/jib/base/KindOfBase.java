package io.github.azblobcache.jib.base;

import io.github.azblobcache.jib.base.RegistryBase.Brought;
import io.github.azblobcache.transfer.export.ExportReport;
import java.io.IOException;

/** Where a build's base image comes from, and what a cache can do there. */
interface KindOfBase {

  /**
   * Brings what Jib will read.
   *
   * @throws IOException if it can't be kept in Jib's cache
   */
  Brought bring() throws IOException;

  /**
   * Exports what Jib has pulled or made of it.
   *
   * @param brought what {@link #bring} has brought
   * @throws IOException if a cache fails and has no {@code ignore-error=true}
   */
  ExportReport export(Brought brought) throws IOException;
}
