/** How far a run has come, and when its parts began and ended. Knows no other package. */
package io.github.azblobcache.progress;
