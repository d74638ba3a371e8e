package io.github.azblobcache.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentences in a Java source: string literals that have words in them. What is joined by a plus
 * is one sentence, in which <code>{}</code> stands for what is no literal.
 */
final class JavaSentences {

  private static final Pattern SENTENCE =
      Pattern.compile("\\p{L}{2,}[\"',.:;)]* +[\"'(]*\\p{L}{2,}");
  private static final Pattern SKIPPED =
      Pattern.compile(
          "//[^\\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|'(?:\\\\.|[^'\\\\])+'", Pattern.DOTALL);
  private static final Pattern LITERAL = Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"");
  private static final String GAP = "{}";

  private final String source;
  private final List<String> found = new ArrayList<>();
  private int at;

  JavaSentences(String source) {
    this.source = source;
  }

  List<String> all() {
    while (at < source.length()) {
      if (source.charAt(at) == '"' && !source.startsWith("\"\"\"", at)) {
        String text = (isJoined() ? GAP : "") + joined();
        if (SENTENCE.matcher(text).find()) {
          found.add(text);
        }
      } else if (!skip()) {
        at++;
      }
    }
    return found;
  }

  private boolean isJoined() {
    return source.substring(0, at).stripTrailing().endsWith("+");
  }

  /** Reads literals and what is between them, to the end of the expression. */
  private String joined() {
    StringBuilder text = new StringBuilder(literal());
    while (isPlus()) {
      if (at < source.length() && source.charAt(at) == '"') {
        text.append(literal());
      } else {
        text.append(GAP);
        skipOperand();
      }
    }
    return text.toString();
  }

  private String literal() {
    Matcher literal = LITERAL.matcher(source).region(at, source.length());
    if (!literal.lookingAt()) {
      throw new IllegalStateException("No literal at " + source.substring(at));
    }
    at = literal.end();
    return literal.group(1);
  }

  private boolean isPlus() {
    int next = at;
    while (next < source.length() && Character.isWhitespace(source.charAt(next))) {
      next++;
    }
    if (next == source.length() || source.charAt(next) != '+') {
      return false;
    }
    at = next + 1;
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
    return true;
  }

  private void skipOperand() {
    int depth = 0;
    while (at < source.length()) {
      char c = source.charAt(at);
      if (depth == 0 && "+,;)?:".indexOf(c) >= 0) {
        return;
      }
      depth += "([{".indexOf(c) >= 0 ? 1 : 0;
      depth -= ")]}".indexOf(c) >= 0 ? 1 : 0;
      if (c == '"') {
        String nested = literal();
        if (SENTENCE.matcher(nested).find()) {
          found.add(nested);
        }
      } else if (!skip()) {
        at++;
      }
    }
  }

  private boolean skip() {
    Matcher skipped = SKIPPED.matcher(source).region(at, source.length());
    if (skipped.lookingAt()) {
      at = skipped.end();
      return true;
    }
    return false;
  }
}
