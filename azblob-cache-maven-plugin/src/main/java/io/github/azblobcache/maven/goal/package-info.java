/** What the goals do, apart from the mojos, which Maven loads in each build. */
package io.github.azblobcache.maven.goal;
