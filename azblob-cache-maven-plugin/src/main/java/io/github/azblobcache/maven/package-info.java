/**
 * The goals, and what happens when a session begins: {@link
 * io.github.azblobcache.maven.CacheParticipant} reads the settings and gives every Jib plugin the
 * extension.
 */
package io.github.azblobcache.maven;
