/**
 * What happens in a Maven session around Jib's goals: which of them run, with which caches and
 * proxies.
 */
package io.github.azblobcache.maven.session;
