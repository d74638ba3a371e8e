package io.github.azblobcache.maven.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The properties that the plugin's goals read, from the descriptor that Maven goes by. */
final class GoalProperties {

  private static final String OURS = "<artifactId>azblob-cache-maven-plugin</artifactId>";
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{(azblob-cache\\.[A-Za-z]+)}");

  private GoalProperties() {}

  /** None where the plugin is not there, or its descriptor can't be read. */
  static List<String> read() {
    try {
      // The extension may be among Jib's classes, and theirs is the descriptor then.
      for (URL descriptor :
          Collections.list(
              GoalProperties.class.getClassLoader().getResources("META-INF/maven/plugin.xml"))) {
        try (InputStream in = descriptor.openStream()) {
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
