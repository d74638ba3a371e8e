package io.github.azblobcache.store;

import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Where a store is and how to get in. Two caches at equal locations share one {@link BlobStore}.
 *
 * <p>{@link Object#toString} is for people: it has no secret in it.
 */
public interface StoreLocation {

  /** Where it is, the same text however its place is written and whatever the login is. */
  default String place() {
    return toString();
  }

  /** Whether it is behind a network: a build that is offline leaves it out. */
  boolean isRemote();

  /** Whether there is a login with Entra ID before the first request. */
  default boolean needsLogin() {
    return false;
  }

  /**
   * The hosts that requests go to, that of a login included, in lower case; none of a folder.
   *
   * @param environment gives an environment variable; null if it is not set
   */
  default Set<String> hosts(UnaryOperator<String> environment) {
    return Set.of();
  }
}
