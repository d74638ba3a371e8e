package io.github.azblobcache.settings.values;

import java.util.Optional;

/**
 * What is in a setting where a variable has no value. Azure Pipelines leaves {@code $(name)}, Maven
 * {@code ${env.NAME}}, GitLab and YAML files that no shell reads {@code $NAME}, and Windows {@code
 * %NAME%}: builds of forks meet them, because they get no secrets (docs/behaviour.md, "variables
 * that are not set").
 */
public final class Placeholder {

  private static final int MAX_LENGTH = 100;

  // Around $NAME and %NAME%, so that a part of a signature or of a file's name is not taken for one
  private static final String BOUNDARIES = " ,;=/?&.:@-\"\\";

  private Placeholder() {}

  /** The first placeholder in a text: it has no secret in it. */
  public static Optional<String> in(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '$' || c == '%') {
        int end = c == '$' ? endOfDollar(text, i) : endOfPercent(text, i);
        if (end > i && end - i <= MAX_LENGTH) {
          return Optional.of(text.substring(i, end));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a text is a placeholder and nothing else. */
  public static boolean isAll(String text) {
    Optional<String> found = in(text);
    return found.isPresent() && found.get().equals(text.strip());
  }

  /** Where the placeholder that begins here ends; -1 if none begins here. */
  private static int endOfDollar(String text, int start) {
    if (text.startsWith("$(", start)) {
      return endOfBrackets(text, start + 2, ")");
    }
    if (text.startsWith("${{", start)) {
      return endOfBrackets(text, start + 3, "}}");
    }
    if (text.startsWith("${", start)) {
      return endOfBrackets(text, start + 2, "}");
    }
    int end = start + 1;
    while (end < text.length() && isUpperCase(text.charAt(end), end == start + 1)) {
      end++;
    }
    return end > start + 1 && isBoundary(text, start - 1) && isBoundary(text, end) ? end : -1;
  }

  private static int endOfBrackets(String text, int start, String close) {
    int end = text.indexOf(close, start);
    if (end <= start) {
      return -1;
    }
    for (int i = start; i < end; i++) {
      if (!isWord(text.charAt(i), false) && " .:-".indexOf(text.charAt(i)) < 0) {
        return -1;
      }
    }
    return end + close.length();
  }

  private static int endOfPercent(String text, int start) {
    int end = start + 1;
    while (end < text.length() && isWord(text.charAt(end), end == start + 1)) {
      end++;
    }
    boolean isClosed = end > start + 1 && text.startsWith("%", end);
    return isClosed && isBoundary(text, start - 1) && isBoundary(text, end + 1) ? end + 1 : -1;
  }

  // Other names are words of a path or of a container, such as $root
  private static boolean isUpperCase(char c, boolean isFirst) {
    return c == '_' || (c >= 'A' && c <= 'Z') || (!isFirst && c >= '0' && c <= '9');
  }

  private static boolean isWord(char c, boolean isFirst) {
    return isUpperCase(c, isFirst) || (c >= 'a' && c <= 'z');
  }

  private static boolean isBoundary(String text, int index) {
    return index < 0 || index >= text.length() || BOUNDARIES.indexOf(text.charAt(index)) >= 0;
  }
}
