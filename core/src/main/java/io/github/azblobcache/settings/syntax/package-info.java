/**
 * The description of a cache, {@code type=azblob,name=main}, before it means anything: attributes,
 * their keys, and where each value came from.
 */
@NullMarked
package io.github.azblobcache.settings.syntax;

import org.jspecify.annotations.NullMarked;
