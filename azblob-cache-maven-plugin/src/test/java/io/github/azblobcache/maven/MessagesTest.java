package io.github.azblobcache.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every sentence that the shipped modules can print stands in {@code
 * src/test/resources/messages.txt}, by its file: a change of the wording is seen there, and who
 * reads that file alone has read them all.
 */
class MessagesTest {

  private static final Path WRITTEN = Path.of("src", "test", "resources", "messages.txt");
  private static final List<String> MODULES =
      List.of("core", "maven-support", "jib-extension", "azblob-cache-maven-plugin");

  @Test
  void areAsWritten() throws IOException {
    String now = messages();
    if (Boolean.getBoolean("messages.write")) {
      Files.writeString(WRITTEN, now);
    }
    assertEquals(
        Files.readString(WRITTEN),
        now,
        "The messages are not as messages.txt says. If the change is meant, write the file anew"
            + " with: ./mvnw -pl azblob-cache-maven-plugin -am test -Dtest=MessagesTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dmessages.write=true");
  }

  private static String messages() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String module : MODULES) {
      Path sources = Path.of("..", module, "src", "main");
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(it -> it.toString().endsWith(".java")).sorted().toList()) {
          List<String> found = new JavaSentences(Files.readString(file)).all();
          if (!found.isEmpty()) {
            all.append(module).append(' ').append(file.getFileName()).append('\n');
            found.forEach(text -> all.append("    ").append(text).append('\n'));
          }
        }
      }
    }
    return all.toString();
  }
}
