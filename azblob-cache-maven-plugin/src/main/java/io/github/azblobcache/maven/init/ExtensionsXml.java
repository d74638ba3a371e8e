package io.github.azblobcache.maven.init;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of Maven's {@code extensions.xml}, and how an extension gets into it. Immutable.
 *
 * <p>Nothing else of the text changes: comments, other extensions, indentation and line ends stay.
 */
public final class ExtensionsXml {

  private static final String DEFAULT_INDENT = "  ";

  private final String text;
  private final XmlOutline outline;

  private ExtensionsXml(String text, XmlOutline outline) {
    this.text = text;
    this.outline = outline;
  }

  /** A file that has one extension. */
  public static String of(Coordinates extension) {
    return "<extensions>\n" + block(extension, DEFAULT_INDENT, "\n") + "\n</extensions>\n";
  }

  /**
   * Reads a file's text.
   *
   * @throws MalformedExtensionsException if Maven can't read it as a list of extensions
   */
  public static ExtensionsXml parse(String text) throws MalformedExtensionsException {
    return new ExtensionsXml(text, XmlOutline.of(text));
  }

  /**
   * The version of an extension that is there.
   *
   * @param extension whose version does not count
   * @return as it is written, so maybe <code>${a.property}</code> or nothing; empty if the
   *     extension is not there
   */
  public Optional<String> version(Coordinates extension) {
    return find(extension).map(XmlOutline.Extension::version);
  }

  /**
   * The text with an extension after all others, or, if it is there, with its version replaced.
   *
   * @throws MalformedExtensionsException if the extension is there and has no version
   */
  public String with(Coordinates extension) throws MalformedExtensionsException {
    Optional<XmlOutline.Extension> there = find(extension);
    if (there.isEmpty()) {
      return outline.end().isEmptyElement() ? opened(extension) : appended(extension);
    }
    return replaced(there.get(), extension);
  }

  private String replaced(XmlOutline.Extension there, Coordinates extension)
      throws MalformedExtensionsException {
    if (there.version().isEmpty()) {
      throw new MalformedExtensionsException(
          "line "
              + (1 + text.substring(0, there.begin()).chars().filter(c -> c == '\n').count())
              + ": the extension "
              + extension.artifactId()
              + " has no <version>");
    }
    // The white space around it stays, and a comment beside it. One of character references is not
    // found, and replaced as a whole.
    String written = text.substring(there.versionBegin(), there.versionEnd());
    String version =
        Pattern.compile("(?s)<!--.*?-->|" + Pattern.quote(there.version()))
            .matcher(written)
            .replaceAll(
                it -> quoted(it.group().startsWith("<!--") ? it.group() : extension.version()));
    return text.substring(0, there.versionBegin())
        + (version.equals(written) ? extension.version() : version)
        + text.substring(there.versionEnd());
  }

  private static String quoted(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }

  private Optional<XmlOutline.Extension> find(Coordinates extension) {
    return outline.extensions().stream()
        .filter(it -> it.groupId().equals(extension.groupId()))
        .filter(it -> it.artifactId().equals(extension.artifactId()))
        .findFirst();
  }

  // Before the end tag and the white space there, so after a comment that ends the last line.
  private String appended(Coordinates extension) {
    String before = text.substring(0, outline.end().begin());
    String content = before.stripTrailing();
    String space = before.substring(content.length());
    String lastLine = space.substring(space.lastIndexOf('\n') + 1);
    return content
        + lineEnd()
        + block(extension, indent(), lineEnd())
        + lineEnd()
        + (space.contains("\n") ? lastLine : "")
        + text.substring(outline.end().begin());
  }

  // <extensions/> becomes <extensions>…</extensions>.
  private String opened(Coordinates extension) {
    int end = outline.end().end();
    return text.substring(0, end - 2).stripTrailing()
        + ">"
        + lineEnd()
        + block(extension, indent(), lineEnd())
        + lineEnd()
        + "</extensions>"
        + text.substring(end);
  }

  // That of the last extension, if it begins a line.
  private String indent() {
    if (outline.extensions().isEmpty()) {
      return DEFAULT_INDENT;
    }
    int begin = outline.extensions().get(outline.extensions().size() - 1).begin();
    String line = text.substring(text.lastIndexOf('\n', begin) + 1, begin);
    return line.isBlank() ? line : DEFAULT_INDENT;
  }

  private String lineEnd() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  private static String block(Coordinates extension, String indent, String lineEnd) {
    String inner = indent.isEmpty() ? DEFAULT_INDENT : indent + indent;
    return String.join(
        lineEnd,
        indent + "<extension>",
        inner + "<groupId>" + extension.groupId() + "</groupId>",
        inner + "<artifactId>" + extension.artifactId() + "</artifactId>",
        inner + "<version>" + extension.version() + "</version>",
        indent + "</extension>");
  }
}
