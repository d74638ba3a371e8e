/**
 * What a manifest of BuildKit consists of: layers, records and results, as values, and the builds
 * that they tell apart.
 */
package io.github.azblobcache.manifest.entries;
