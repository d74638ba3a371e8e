package io.github.azblobcache.maven;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * What the plugin's descriptor, which Maven reads, says of its goals.
 *
 * @param goals in the order of their names
 */
record Descriptor(List<Goal> goals) {

  /**
   * A goal.
   *
   * @param name for instance {@code prune}
   * @param description as HTML
   * @param needsProject whether it needs a POM
   * @param parameters those that users set, in the order of their names
   */
  record Goal(
      String name, String description, boolean needsProject, List<GoalParameter> parameters) {}

  /**
   * A parameter of a goal.
   *
   * @param name the XML element in {@code <configuration>}
   * @param property the user property
   * @param defaultValue empty if there is none
   * @param description as HTML
   */
  record GoalParameter(String name, String property, String defaultValue, String description) {}

  static Descriptor read() throws IOException {
    try (InputStream in = Descriptor.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
      Element plugin =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
      return new Descriptor(
          children(child(plugin, "mojos")).stream().map(Descriptor::goal).toList());
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException(e);
    }
  }

  private static Goal goal(Element mojo) {
    Element values = child(mojo, "configuration");
    return new Goal(
        text(mojo, "goal"),
        text(mojo, "description"),
        Boolean.parseBoolean(text(mojo, "requiresProject")),
        children(child(mojo, "parameters")).stream()
            .filter(parameter -> text(parameter, "editable").equals("true"))
            .map(parameter -> parameter(parameter, child(values, text(parameter, "name"))))
            .toList());
  }

  private static GoalParameter parameter(Element parameter, Element value) {
    return new GoalParameter(
        text(parameter, "name"),
        value.getTextContent().replaceAll("[${}]", ""),
        value.getAttribute("default-value"),
        text(parameter, "description"));
  }

  private static String text(Element parent, String name) {
    return child(parent, name).getTextContent().strip();
  }

  private static Element child(Element parent, String name) {
    return children(parent).stream()
        .filter(child -> child.getTagName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No <" + name + "> in " + parent));
  }

  private static List<Element> children(Element parent) {
    return IntStream.range(0, parent.getChildNodes().getLength())
        .mapToObj(parent.getChildNodes()::item)
        .map(Descriptor::element)
        .filter(Objects::nonNull)
        .toList();
  }

  private static Element element(Node node) {
    return node instanceof Element element ? element : null;
  }
}
