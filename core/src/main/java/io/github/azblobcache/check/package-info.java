/**
 * What is found out about a cache: {@link io.github.azblobcache.check.Diagnosis}, and {@link
 * io.github.azblobcache.check.CheckOutput}, which prints it. Its steps are taken in {@code steps}.
 */
@NullMarked
package io.github.azblobcache.check;

import org.jspecify.annotations.NullMarked;
