/** What became of the layers, for people and for programs, and how both like to read numbers. */
package io.github.azblobcache.report;
