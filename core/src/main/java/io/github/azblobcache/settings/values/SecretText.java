package io.github.azblobcache.settings.values;

import java.util.regex.Pattern;

/** Secrets that a text has where no secret belongs: they are known by how they look. */
public final class SecretText {

  private static final String HIDDEN = "(hidden)";

  private SecretText() {}

  // Most builds compile none of these
  private static final class Patterns {

    /**
     * An account key: 64 bytes in base64, as it is or as in a URL. One set of characters and no
     * alternatives, because Java needs stack for each character of those; bounded, because a long
     * text would take long.
     */
    private static final Pattern KEY =
        Pattern.compile("[A-Za-z0-9+/]{86,258}==|[A-Za-z0-9+/%]{86,258}%3[Dd]%3[Dd]");

    /** What logins give: two or three parts in base64, the first of which is a JSON object. */
    private static final Pattern TOKEN =
        Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*)?");

    /** The signature of a shared access signature. */
    private static final Pattern SIGNATURE = Pattern.compile("(?i)(\\bsig=)[A-Za-z0-9+/%=_-]{20,}");
  }

  /** Whether a part of the text looks like an account key or a token. */
  public static boolean isIn(String text) {
    return (endsLikeKey(text) && Patterns.KEY.matcher(text).find())
        || (text.contains("eyJ") && Patterns.TOKEN.matcher(text).find());
  }

  private static boolean endsLikeKey(String text) {
    return text.contains("==") || text.contains("%3");
  }

  /** Whether the text has what looks like a shared access signature. */
  public static boolean hasSignature(String text) {
    return text.contains("=") && Patterns.SIGNATURE.matcher(text).find();
  }

  /** The text without what looks like an account key, a token or a signature. */
  public static String hidden(String text) {
    String hidden = Patterns.KEY.matcher(text).replaceAll(HIDDEN);
    hidden = Patterns.TOKEN.matcher(hidden).replaceAll(HIDDEN);
    return Patterns.SIGNATURE.matcher(hidden).replaceAll("$1" + HIDDEN);
  }
}
