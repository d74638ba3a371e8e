/** How far a run has come, and when its parts began and ended. Knows no other package. */
@NullMarked
package io.github.azblobcache.progress;

import org.jspecify.annotations.NullMarked;
