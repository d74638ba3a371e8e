/** What import and export have in common: a cache as one of several, and what is known of it. */
@NullMarked
package io.github.azblobcache.transfer.shared;

import org.jspecify.annotations.NullMarked;
