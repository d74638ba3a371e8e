/**
 * What happens in a Maven session around Jib's goals: which of them run, with which caches and
 * proxies.
 */
@NullMarked
package io.github.azblobcache.maven.session;

import org.jspecify.annotations.NullMarked;
