/**
 * What the attributes of {@code type=azblob} mean: the account, its container, and who signs in.
 *
 * <p>Internal: not for use outside of the core.
 */
package io.github.azblobcache.settings.azure;
