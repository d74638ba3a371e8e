package io.github.azblobcache.settings.syntax;

import io.github.azblobcache.settings.values.SecretText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
          "accountkey",
          "sharedaccesssignature",
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

  /** Whether a key of this name has a secret for a value. */
  static boolean isSecret(String key) {
    return SECRET_KEYS.stream().anyMatch(key::startsWith);
  }

  /**
   * The key of a secret that stands, with its {@code =}, in a text that is none: whoever writes
   * another character for the comma, or for the semicolon of a connection string, has the secret in
   * the value before it. As it was written; empty if there is none.
   */
  public static Optional<String> secretIn(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String key : SECRET_KEYS) {
      for (int at = lower.indexOf(key); at >= 0; at = lower.indexOf(key, at + 1)) {
        int end = at + key.length();
        while (end < text.length() && isOfKey(text.charAt(end))) {
          end++;
        }
        if (end < text.length() && text.charAt(end) == '=') {
          return Optional.of(text.substring(at, end).strip());
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the value of a key that is not a secret's looks like a secret. A URL may have a shared
   * access signature.
   */
  static boolean isSecretValue(String key, String value) {
    return SecretText.isIn(value) || (!key.endsWith("_url") && SecretText.hasSignature(value));
  }

  private static boolean isOfKey(char character) {
    return Character.isLetter(character) || character == '_' || character == ' ';
  }

  private static boolean startsWithSecretKey(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return SECRET_KEYS.stream()
        .anyMatch(key -> word.length() > key.length() && word.startsWith(key));
  }
}
