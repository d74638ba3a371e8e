/** What is known of Jib's folders on this machine, and nothing of Jib's classes. */
package io.github.azblobcache.local;
