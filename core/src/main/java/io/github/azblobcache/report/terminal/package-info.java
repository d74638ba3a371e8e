/**
 * The line on a terminal that shows how far a run has come.
 *
 * <p>Internal: not for use outside of the core.
 */
@NullMarked
package io.github.azblobcache.report.terminal;

import org.jspecify.annotations.NullMarked;
