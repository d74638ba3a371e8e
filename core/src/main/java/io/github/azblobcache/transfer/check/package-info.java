/** Whether the bytes of a blob are the layer that they should be, while they come. */
@NullMarked
package io.github.azblobcache.transfer.check;

import org.jspecify.annotations.NullMarked;
