/**
 * The one door to Maven. The plugin and the Jib extension get Maven's components, secrets and
 * settings here, and share here what there is one of in a session.
 *
 * <p>The plugin exports this package to Jib's class path, so that both see the same classes. Where
 * the extension works alone, it brings them itself.
 */
@NullMarked
package io.github.azblobcache.maven.support;

import org.jspecify.annotations.NullMarked;
