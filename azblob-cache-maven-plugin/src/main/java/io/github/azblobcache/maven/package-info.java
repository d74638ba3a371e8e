/**
 * The goals, and what happens when a session begins: {@code CacheParticipant} reads the settings
 * and gives every Jib plugin the extension.
 */
@NullMarked
package io.github.azblobcache.maven;

import org.jspecify.annotations.NullMarked;
