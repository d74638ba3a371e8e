package io.github.azblobcache.maven.init;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tags of a well-formed XML text, one after the other. The text has no DOCTYPE.
 *
 * <p>A parser says which elements there are. It can't say where: the offsets of the JDK's {@code
 * XMLStreamReader} are too large once it has read to the end of its buffer (docs/behaviour.md,
 * "offsets of StAX").
 */
final class XmlTags {

  private static final Pattern MARKUP =
      Pattern.compile(
          "(?s)<!--.*?-->|<!\\[CDATA\\[.*?]]>|<\\?.*?\\?>"
              + "|(?<tag><(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>)");

  private final String text;
  private final Matcher markup;

  XmlTags(String text) {
    this.text = text;
    this.markup = MARKUP.matcher(text);
  }

  /**
   * A start tag, an end tag or an empty element.
   *
   * @param begin the offset of its {@code <}
   * @param end the offset behind its {@code >}
   * @param isEmptyElement whether it ends with {@code />}
   */
  record Tag(int begin, int end, boolean isEmptyElement) {}

  /**
   * @throws IllegalStateException if there is no more
   */
  Tag next() {
    while (markup.find()) {
      if (markup.group("tag") != null) {
        return new Tag(markup.start(), markup.end(), text.charAt(markup.end() - 2) == '/');
      }
    }
    throw new IllegalStateException("There is no more tag");
  }
}
