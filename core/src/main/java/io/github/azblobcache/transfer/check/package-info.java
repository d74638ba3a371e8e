/** Whether the bytes of a blob are the layer that they should be, while they come. */
package io.github.azblobcache.transfer.check;
