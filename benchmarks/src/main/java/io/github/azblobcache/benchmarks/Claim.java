package io.github.azblobcache.benchmarks;

import java.io.IOException;
import java.util.Set;

/** What a build has to have been for its time to count. */
@FunctionalInterface
interface Claim {

  /** Nothing more than the image that was built. */
  Claim NONE = checkout -> {};

  /** Every layer came from the cache, each once. */
  Claim ALL_FROM_CACHE =
      checkout -> {
        checkout.report().requireAll("cache");
        checkout.report().requireFetchedOnce();
      };

  /** Every layer was left in the registry, and no byte was fetched. */
  Claim ALL_IN_REGISTRY = checkout -> checkout.report().requireAll("in registry");

  /** Jib had every layer. */
  Claim ALL_LOCAL = checkout -> checkout.report().requireAll("local");

  /** Jib built every layer. */
  Claim ALL_BUILT = checkout -> checkout.report().requireAll("built");

  /** Jib built every layer, and each is in the cache now. */
  Claim ALL_EXPORTED =
      checkout -> {
        checkout.report().requireAll("built");
        checkout.report().requireExported();
      };

  /** Jib built the classes, which are in the cache now, and everything else came from there. */
  Claim ONLY_CLASSES_BUILT_AND_EXPORTED =
      checkout -> {
        checkout.report().requireBuiltOnly(Set.of("classes"));
        checkout.report().requireExported();
      };

  /** The dependencies were built, and the class path that names them; all else was cached. */
  Claim ONLY_DEPENDENCIES_BUILT =
      checkout -> checkout.report().requireBuiltOnly(Set.of("dependencies", "jvm arg files"));

  /**
   * @throws NotAsClaimedException if the build was something else
   */
  void check(Checkout checkout) throws IOException;
}
