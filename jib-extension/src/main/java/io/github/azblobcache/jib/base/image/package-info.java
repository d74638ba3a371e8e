/** A base image as its registry describes it: reference, manifest, configuration and platforms. */
@NullMarked
package io.github.azblobcache.jib.base.image;

import org.jspecify.annotations.NullMarked;
