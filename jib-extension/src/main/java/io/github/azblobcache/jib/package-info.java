/**
 * All that touches Jib. {@link io.github.azblobcache.jib.AzblobCacheExtension} is called before Jib
 * builds and imports; {@code JibListener} hears when Jib has succeeded, and {@code JibSession}
 * exports and reports.
 */
@NullMarked
package io.github.azblobcache.jib;

import org.jspecify.annotations.NullMarked;
