package io.github.azblobcache.it.documents;

import io.github.azblobcache.testkit.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A project of a reader's, and what the documents' snippets make of it.
 *
 * @param folder its checkout
 */
record Application(Path folder) {

  private static final Pattern JIB =
      Pattern.compile(
          "(?s)<plugin>\\s*<groupId>com.google.cloud.tools</groupId>\\s*"
              + "<artifactId>jib-maven-plugin</artifactId>\\s*</plugin>");

  /**
   * A fresh checkout.
   *
   * @param folder an empty one
   */
  static Application checkOut(Path sources, Path folder) throws IOException {
    FileTrees.checkOut(sources, folder, Set.of("target"));
    return new Application(folder);
  }

  /** Whether a snippet is for the user's {@code settings.xml}, which no project has. */
  static boolean isSettings(Snippet snippet) {
    return snippet.text().startsWith("<settings");
  }

  /** Puts a snippet where its reader would. */
  void add(Snippet snippet) throws IOException {
    String text = snippet.text();
    if (text.startsWith("<extensions")) {
      Files.createDirectories(folder.resolve(".mvn"));
      Files.writeString(folder.resolve(".mvn/extensions.xml"), text);
    } else if (text.startsWith("<properties>")) {
      edit("</properties>", text.replace("<properties>", ""));
    } else if (text.startsWith("<profiles>")) {
      edit("</project>", text + "</project>");
    } else if (text.startsWith("<plugin>") && text.contains("jib-maven-plugin")) {
      edit(JIB, text);
    } else if (text.startsWith("<plugin>")) {
      Matcher last = Pattern.compile("</plugins>(?![\\s\\S]*</plugins>)").matcher(pom());
      write(last.replaceFirst(Matcher.quoteReplacement(text + "</plugins>")));
    } else {
      throw new IllegalArgumentException("Where is this to be put? " + snippet.place());
    }
  }

  private void edit(String at, String replacement) throws IOException {
    edit(Pattern.compile(Pattern.quote(at)), replacement);
  }

  private void edit(Pattern at, String replacement) throws IOException {
    Matcher matcher = at.matcher(pom());
    if (!matcher.find()) {
      throw new IllegalStateException("The project's POM has no " + at);
    }
    write(matcher.replaceFirst(Matcher.quoteReplacement(replacement)));
  }

  private String pom() throws IOException {
    return Files.readString(folder.resolve("pom.xml"));
  }

  private void write(String pom) throws IOException {
    Files.writeString(folder.resolve("pom.xml"), pom);
  }
}
