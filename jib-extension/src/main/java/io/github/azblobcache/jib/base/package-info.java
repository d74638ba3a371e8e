/**
 * Base images. {@link io.github.azblobcache.jib.base.BaseImage} brings what Jib is about to read of
 * one before Jib builds, and exports after it what Jib has pulled.
 */
@NullMarked
package io.github.azblobcache.jib.base;

import org.jspecify.annotations.NullMarked;
