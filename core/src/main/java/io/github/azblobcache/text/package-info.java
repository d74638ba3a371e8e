/** Text from untrusted sources, made safe to print. */
@NullMarked
package io.github.azblobcache.text;

import org.jspecify.annotations.NullMarked;
