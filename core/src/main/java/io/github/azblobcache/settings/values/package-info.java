/** What a user wrote and where, and the texts that it may be: a size, a duration, a word. */
@NullMarked
package io.github.azblobcache.settings.values;

import org.jspecify.annotations.NullMarked;
