/** What the goal {@code init} writes into a project, as text. */
@NullMarked
package io.github.azblobcache.maven.init;

import org.jspecify.annotations.NullMarked;
