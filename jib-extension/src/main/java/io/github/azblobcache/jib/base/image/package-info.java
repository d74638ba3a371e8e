/** A base image as its registry describes it: reference, manifest, configuration and platforms. */
package io.github.azblobcache.jib.base.image;
