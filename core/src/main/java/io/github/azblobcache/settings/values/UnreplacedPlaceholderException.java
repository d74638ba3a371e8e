package io.github.azblobcache.settings.values;

/**
 * A setting has a placeholder in it that nothing has replaced: a variable has no value here.
 *
 * <p>No mistake in what the user wrote, so it never leaves this package: the cache is left out.
 */
public final class UnreplacedPlaceholderException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * @param where the setting's name, or the environment variable's
   * @param placeholder for instance {@code $(cacheKey)}
   */
  public UnreplacedPlaceholderException(String where, String placeholder) {
    super(
        where
            + " has '"
            + placeholder
            + "' in it, which has no value here. This cache is not used. Where it should be, give"
            + " the variable a value.");
  }
}
