/** The situations in which users run azblob-cache, as far as they differ in more than one way. */
package io.github.azblobcache.it.matrix;
