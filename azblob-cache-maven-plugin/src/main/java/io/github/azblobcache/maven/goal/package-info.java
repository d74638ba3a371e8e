/** What the goals do, apart from the mojos, which Maven loads in each build. */
@NullMarked
package io.github.azblobcache.maven.goal;

import org.jspecify.annotations.NullMarked;
