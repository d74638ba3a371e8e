package io.github.azblobcache.settings.syntax;

import java.util.List;
import java.util.Locale;

/** How much of what the user wrote may be in a message. */
public final class Redacted {

  /** An account key has 88 characters, no word that belongs into a description as many. */
  private static final int MAX_LENGTH = 64;

  /** What the keys of secrets begin with: those of each type of store, and likely mistakes. */
  private static final List<String> SECRET_KEYS =
      List.of(
          "secret_",
          "sas_token",
          "connection_string",
          "account_key",
          "access_key",
          "session_token",
          "password");

  private Redacted() {}

  /**
   * The text in quotes, or only its length where a secret may be in it: a key whose {@code =} is
   * missing or mistyped has the secret behind it in the same word, and an account key may be where
   * another value belongs.
   */
  public static String word(String text) {
    return text.length() > MAX_LENGTH || startsWithSecretKey(text)
        ? "(" + text.length() + " characters, not shown)"
        : "'" + text.replaceAll("\\p{Cntrl}", "?") + "'";
  }

  private static boolean startsWithSecretKey(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return SECRET_KEYS.stream()
        .anyMatch(key -> word.length() > key.length() && word.startsWith(key));
  }
}
