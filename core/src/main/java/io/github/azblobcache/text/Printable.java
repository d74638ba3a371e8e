package io.github.azblobcache.text;

import org.jspecify.annotations.Nullable;

/**
 * Text that a terminal or a CI agent shows and never acts on. Every output takes this type, so raw
 * text from a store cannot be printed by accident.
 *
 * <p>Someone who can write to a cache chooses the text of image names, layer names, paths and error
 * codes. Printed as it is, such text could forge log lines, move the cursor, or run an agent's
 * logging commands.
 *
 * @see <a href="https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands">Azure
 *     Pipelines, logging commands</a>
 * @see <a
 *     href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands">GitHub
 *     Actions, workflow commands</a>
 */
public final class Printable {

  private static final String HEX = "0123456789abcdef";

  private final String text;

  private Printable(String text) {
    this.text = text;
  }

  /**
   * Makes text printable on one line. Control and format characters, line separators and unpaired
   * surrogates become Java escapes, for instance {@code \n} and <code>\</code>{@code u202e}. A
   * space breaks the markers of logging commands: {@code ##} becomes {@code # #}, and {@code
   * ::name} at the start or after a blank becomes {@code : :name}. All other text stays as it is.
   *
   * @param raw text from anywhere; null counts as {@code null}
   */
  public static Printable of(@Nullable String raw) {
    String text = String.valueOf(raw);
    return new Printable(isPlain(text) ? text : new Printer(text, false).print());
  }

  /**
   * Makes JSON printable and keeps its value: the same characters, and every {@code #}, become JSON
   * escapes. Line feeds between values stay.
   *
   * @param json valid JSON
   */
  public static Printable json(String json) {
    return new Printable(isPlain(json) ? json : new Printer(json, true).print());
  }

  // The usual case, on the way of every hit: nothing is copied.
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '#' || c == ':') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return text;
  }

  private static final class Printer {

    private final String raw;
    private final boolean isJson;
    private final StringBuilder out;

    Printer(String raw, boolean isJson) {
      this.raw = raw;
      this.isJson = isJson;
      this.out = new StringBuilder(raw.length() + 16);
    }

    String print() {
      int next;
      for (int i = 0; i < raw.length(); i = next) {
        int c = raw.codePointAt(i);
        next = i + Character.charCount(c);
        if (isUnprintable(c) && !(isJson && c == '\n')) {
          escape(c);
        } else if (c == '#' && isJson) {
          escape(c);
        } else if (!isJson && isInsideMarker(i)) {
          out.append(' ').appendCodePoint(c);
        } else {
          out.appendCodePoint(c);
        }
      }
      return out.toString();
    }

    /** Whether the character at this index completes the start of a logging command. */
    private boolean isInsideMarker(int i) {
      char c = raw.charAt(i);
      if (i == 0 || raw.charAt(i - 1) != c) {
        return false;
      }
      return c == '#'
          || (c == ':'
              && (i == 1 || isBlank(raw.charAt(i - 2)))
              && i + 1 < raw.length()
              && Character.isLetter(raw.charAt(i + 1)));
    }

    private static boolean isBlank(char c) {
      return Character.isWhitespace(c) || Character.isSpaceChar(c) || isUnprintable(c);
    }

    private static boolean isUnprintable(int c) {
      return switch (Character.getType(c)) {
        case Character.CONTROL,
            Character.FORMAT,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR,
            Character.SURROGATE,
            Character.UNASSIGNED ->
            true;
        default -> false;
      };
    }

    private void escape(int c) {
      if (c == '\n') {
        out.append("\\n");
      } else if (c == '\r') {
        out.append("\\r");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (Character.isSupplementaryCodePoint(c)) {
        escape(Character.highSurrogate(c));
        escape(Character.lowSurrogate(c));
      } else {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt(c >> shift & 0xf));
        }
      }
    }
  }
}
