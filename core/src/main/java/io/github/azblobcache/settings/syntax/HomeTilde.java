package io.github.azblobcache.settings.syntax;

import io.github.azblobcache.settings.values.InvalidSettingException;
import java.util.Optional;

/**
 * The {@code ~} of a shell at the beginning of a folder's name. Only a shell replaces it, and none
 * does in the middle of a setting.
 */
public final class HomeTilde {

  private final String below;

  private HomeTilde(String below) {
    this.below = below;
  }

  /** Empty if the name has no {@code ~} that means the home folder. */
  public static Optional<HomeTilde> in(String folder) {
    boolean isHome = folder.equals("~") || folder.startsWith("~/") || folder.startsWith("~\\");
    return isHome ? Optional.of(new HomeTilde(folder.substring(1))) : Optional.empty();
  }

  /**
   * @param where the setting's name
   * @param key what stands before the folder's name, as {@code dest=}; may be empty
   */
  public InvalidSettingException invalid(String where, String key) {
    return new InvalidSettingException(
        where,
        "'" + key + "~" + below + "' names a folder '~', because only a shell replaces '~'",
        "Write "
            + key
            + System.getProperty("user.home")
            + below
            + ", or in a POM "
            + key
            + "${user.home}"
            + below
            + ".");
  }
}
