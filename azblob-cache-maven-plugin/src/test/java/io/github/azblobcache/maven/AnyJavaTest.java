package io.github.azblobcache.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Maven makes the components in every build that has the plugin. On a Java that can't load them
 * that build would fail, although nobody wants a cache there.
 */
class AnyJavaTest {

  private static final int JAVA_8 = 52;

  @Test
  void everyComponentCanBeLoadedByJava8() throws IOException {
    for (String component : components()) {
      assertEquals(JAVA_8, version(component), component);
    }
  }

  @Test
  void noComponentNamesAClassThatCanNot() throws IOException {
    List<String> components = components();
    for (String component : components) {
      assertEquals(
          List.of(),
          new ClassFileImporter()
              .importUrl(file(component)).get(component).getDirectDependenciesFromSelf().stream()
                  .map(Dependency::getTargetClass)
                  .map(type -> type.getName())
                  .filter(name -> name.startsWith("io.github.azblobcache."))
                  .filter(name -> !components.contains(name))
                  .toList(),
          component);
    }
  }

  private static int version(String type) throws IOException {
    try (DataInputStream in = new DataInputStream(file(type).openStream())) {
      in.skipNBytes(6);
      return in.readUnsignedShort();
    }
  }

  private static URL file(String type) {
    return AnyJavaTest.class.getResource("/" + type.replace('.', '/') + ".class");
  }

  private static List<String> components() throws IOException {
    try (InputStream in =
        AnyJavaTest.class.getResourceAsStream("/META-INF/plexus/components.xml")) {
      String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Pattern.compile("<implementation>(.*?)</implementation>")
          .matcher(xml)
          .results()
          .map(match -> match.group(1))
          .toList();
    }
  }
}
