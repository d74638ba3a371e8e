/** Gzip on all cores, whose bytes do not depend on how many there are. */
package io.github.azblobcache.jib.gzip;
