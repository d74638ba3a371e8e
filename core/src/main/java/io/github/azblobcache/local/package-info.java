/** What is known of Jib's folders on this machine, and nothing of Jib's classes. */
@NullMarked
package io.github.azblobcache.local;

import org.jspecify.annotations.NullMarked;
