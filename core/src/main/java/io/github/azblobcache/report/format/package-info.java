/** Bytes, counts, ages and tables as people read them, and lines of JSON. */
package io.github.azblobcache.report.format;
