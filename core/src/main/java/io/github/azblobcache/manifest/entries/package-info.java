/**
 * What a manifest of BuildKit consists of: layers, records and results, as values, and the builds
 * that they distinguish.
 */
@NullMarked
package io.github.azblobcache.manifest.entries;

import org.jspecify.annotations.NullMarked;
