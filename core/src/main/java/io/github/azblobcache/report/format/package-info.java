/** Bytes, counts, ages and tables as people read them, and lines of JSON. */
@NullMarked
package io.github.azblobcache.report.format;

import org.jspecify.annotations.NullMarked;
