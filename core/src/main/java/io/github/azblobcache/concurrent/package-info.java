/** The ground floor for work in the background: where threads come from. */
package io.github.azblobcache.concurrent;
