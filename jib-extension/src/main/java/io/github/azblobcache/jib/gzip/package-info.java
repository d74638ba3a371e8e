/** Gzip on all cores, whose bytes do not depend on how many there are. */
@NullMarked
package io.github.azblobcache.jib.gzip;

import org.jspecify.annotations.NullMarked;
