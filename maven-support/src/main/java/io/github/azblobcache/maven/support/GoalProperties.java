package io.github.azblobcache.maven.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The properties that the plugin's goals read, from the descriptor that Maven goes by. A class of
 * its own and no lambda, because each build makes one (docs/adr/0012-code-for-a-cold-jvm.md).
 */
final class GoalProperties implements Supplier<List<String>> {

  private static final String OURS = "<artifactId>azblob-cache-maven-plugin</artifactId>";
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{(azblob-cache\\.[A-Za-z]+)}");

  /** None where the plugin is not there, or its descriptor can't be read. */
  @Override
  public List<String> get() {
    try {
      // The extension may be among Jib's classes, and theirs is the descriptor then.
      for (URL descriptor :
          Collections.list(
              GoalProperties.class.getClassLoader().getResources("META-INF/maven/plugin.xml"))) {
        URLConnection connection = descriptor.openConnection();
        // Else the JDK keeps the jar open for the life of the JVM
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
          String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          if (text.contains(OURS)) {
            return in(text);
          }
        }
      }
    } catch (IOException e) {
      // Then a goal's property is like no setting's, or there is one warning too many
    }
    return List.of();
  }

  static List<String> in(String descriptor) {
    List<String> properties = new ArrayList<>();
    Matcher matcher = PROPERTY.matcher(descriptor);
    while (matcher.find()) {
      properties.add(matcher.group(1));
    }
    return properties;
  }
}
