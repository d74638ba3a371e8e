/** What the goal {@code init} writes into a project, as text. */
package io.github.azblobcache.maven.init;
