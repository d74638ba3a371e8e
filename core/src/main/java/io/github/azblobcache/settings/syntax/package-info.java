/**
 * The description of a cache, {@code type=azblob,name=main}, before it means anything: attributes,
 * their keys, and where each value came from.
 */
package io.github.azblobcache.settings.syntax;
