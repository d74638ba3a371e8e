package io.github.azblobcache.maven.init;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Where the elements of an {@code extensions.xml} are in its text.
 *
 * @param extensions in the order of the file
 * @param end the root's end tag, or the root itself if it is {@code <extensions/>}
 */
record XmlOutline(List<Extension> extensions, XmlTags.Tag end) {

  /**
   * An extension that is listed.
   *
   * @param begin the offset of its start tag
   * @param version as it is written; empty if there is none
   * @param versionBegin the offset behind the version's start tag; -1 if there is none
   * @param versionEnd the offset of the version's end tag
   */
  record Extension(
      int begin,
      String groupId,
      String artifactId,
      String version,
      int versionBegin,
      int versionEnd) {}

  private static final String ROOT = "extensions";

  /**
   * Reads a text.
   *
   * @throws MalformedExtensionsException if it is not well-formed, or has another root
   */
  static XmlOutline of(String text) throws MalformedExtensionsException {
    // A byte order mark is no part of the document.
    String document = text.startsWith("\ufeff") ? text.substring(1) : text;
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(document));
      try {
        return new Parser(new XmlTags(text), reader).parse();
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new MalformedExtensionsException(message(e));
    }
  }

  private static XMLInputFactory factory() {
    // The JDK's, whatever a Maven or an extension has on its class path
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  // Of "ParseError at [row,col]:[3,1]\nMessage: …" the line and the message
  private static String message(XMLStreamException e) {
    String message = String.valueOf(e.getMessage()).replaceFirst("(?s).*\nMessage: ", "").strip();
    return e.getLocation() == null
        ? message
        : "line " + e.getLocation().getLineNumber() + ": " + message;
  }

  /** Reads the elements, and finds the tag of each in the text. */
  private static final class Parser {

    private static final Extension NOT_BEGUN = new Extension(0, "", "", "", -1, -1);

    private final XmlTags tags;
    private final XMLStreamReader reader;
    private final List<String> path = new ArrayList<>();
    private final StringBuilder value = new StringBuilder();
    private final List<Extension> extensions = new ArrayList<>();
    private XmlTags.Tag tag = new XmlTags.Tag(0, 0, false);
    private boolean isEmpty;
    private int valueBegin;
    private Extension extension = NOT_BEGUN;

    Parser(XmlTags tags, XMLStreamReader reader) {
      this.tags = tags;
      this.reader = reader;
    }

    XmlOutline parse() throws XMLStreamException, MalformedExtensionsException {
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.DTD -> throw malformed("a DOCTYPE is not supported here");
          case XMLStreamConstants.START_ELEMENT -> start();
          case XMLStreamConstants.CHARACTERS -> value.append(reader.getText());
          case XMLStreamConstants.END_ELEMENT -> end();
          default -> {
            // A comment, or an instruction
          }
        }
      }
      // The last tag is the root's.
      return new XmlOutline(List.copyOf(extensions), tag);
    }

    private void start() throws MalformedExtensionsException {
      String name = reader.getLocalName();
      if (path.isEmpty() && !name.equals(ROOT)) {
        throw malformed("the root is <" + name + "> and not <" + ROOT + ">");
      }
      path.add(name);
      tag = tags.next();
      isEmpty = tag.isEmptyElement();
      value.setLength(0);
      valueBegin = tag.end();
      if (isAt(List.of(ROOT, "extension"))) {
        extension = new Extension(tag.begin(), "", "", "", -1, -1);
      }
    }

    private void end() {
      if (!isEmpty) {
        tag = tags.next();
      }
      if (isAt(List.of(ROOT, "extension"))) {
        extensions.add(extension);
      } else if (path.size() == 3 && path.get(1).equals("extension")) {
        extension = with(path.get(2), value.toString().strip());
      }
      isEmpty = false;
      path.remove(path.size() - 1);
    }

    private Extension with(String name, String text) {
      Extension e = extension;
      return switch (name) {
        case "groupId" ->
            new Extension(e.begin, text, e.artifactId, e.version, e.versionBegin, e.versionEnd);
        case "artifactId" ->
            new Extension(e.begin, e.groupId, text, e.version, e.versionBegin, e.versionEnd);
        case "version" ->
            new Extension(
                e.begin, e.groupId, e.artifactId, text, isEmpty ? -1 : valueBegin, tag.begin());
        default -> e;
      };
    }

    private boolean isAt(List<String> names) {
      return path.equals(names);
    }

    private MalformedExtensionsException malformed(String problem) {
      return new MalformedExtensionsException(
          "line " + reader.getLocation().getLineNumber() + ": " + problem);
    }
  }
}
