/**
 * What the scripts of the integration tests in {@code src/it} are made of: CI runners that build
 * real projects with a real Maven, and the store between them.
 */
package io.github.azblobcache.it;
