/** Which tars Jib would make of files, without making layers of them. */
package io.github.azblobcache.jib.tar;
