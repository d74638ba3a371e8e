package io.github.azblobcache.settings.values;

/**
 * A setting is wrong, and nothing has been done yet.
 *
 * <p>The message says which setting as the user wrote it, what is wrong, and what to write instead.
 * It never has a secret in it: what looks like one is hidden, because users write secrets in the
 * place of other values.
 */
public final class InvalidSettingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  /**
   * @param where the setting's name, with the line if it has several
   * @param problem one clause: what is wrong
   * @param remedy one sentence: what to write instead
   */
  public InvalidSettingException(String where, String problem, String remedy) {
    super(SecretText.hidden(where + ": " + problem + ". " + remedy));
  }
}
