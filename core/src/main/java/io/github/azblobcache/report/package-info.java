/** What became of the layers, for people and for programs, and how both like to read numbers. */
@NullMarked
package io.github.azblobcache.report;

import org.jspecify.annotations.NullMarked;
