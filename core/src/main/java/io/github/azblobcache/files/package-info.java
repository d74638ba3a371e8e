/**
 * Which files the layers of a build had, so that a later build can explain why it could not use
 * them. For people to read: nothing is built or left out because of it.
 */
@NullMarked
package io.github.azblobcache.files;

import org.jspecify.annotations.NullMarked;
