/** Which tars Jib would make of files, without making layers of them. */
@NullMarked
package io.github.azblobcache.jib.tar;

import org.jspecify.annotations.NullMarked;
