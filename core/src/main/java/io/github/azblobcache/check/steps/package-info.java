/**
 * Finds out whether a cache works from this machine, step by step, and what to do where it does
 * not. {@link io.github.azblobcache.check.steps.CacheCheck} is for users, all else is not.
 */
@NullMarked
package io.github.azblobcache.check.steps;

import org.jspecify.annotations.NullMarked;
