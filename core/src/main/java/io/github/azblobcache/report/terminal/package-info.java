/**
 * The line on a terminal that shows how far a run has come.
 *
 * <p>Internal: not for use outside of the core.
 */
package io.github.azblobcache.report.terminal;
