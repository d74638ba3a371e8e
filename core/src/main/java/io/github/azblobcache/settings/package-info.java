/**
 * What the user asked for: caches described as buildx does it, and where the descriptions come
 * from.
 *
 * <p>{@link io.github.azblobcache.settings.CacheSettings#read} is the one way in. Everything that
 * can be wrong with a setting is found here, before any work, and reported in the user's own words.
 */
@NullMarked
package io.github.azblobcache.settings;

import org.jspecify.annotations.NullMarked;
