package io.github.azblobcache.settings;

/**
 * A setting has a placeholder in it that nothing has replaced: a variable has no value here.
 *
 * <p>No mistake in what the user wrote, so it never leaves this package: the cache is left out.
 */
final class UnreplacedPlaceholderException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param where the setting's name, or the environment variable's
   * @param placeholder for instance {@code $(cacheKey)}
   */
  UnreplacedPlaceholderException(String where, String placeholder) {
    super(
        where
            + " has '"
            + placeholder
            + "' in it, which has no value here. This cache is not used. Where it should be, give"
            + " the variable a value.");
  }
}
