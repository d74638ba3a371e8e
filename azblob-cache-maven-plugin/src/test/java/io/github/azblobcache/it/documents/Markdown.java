package io.github.azblobcache.it.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the snippets out of a Markdown document, as far as this project's documents go. */
final class Markdown {

  private static final Pattern FENCE = Pattern.compile("^\\s*```(\\w*)\\s*$");
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$");
  private static final String INDENT = "    ";

  /** Code in a sentence that begins as a command does, and is more than the name of one. */
  private static final Pattern COMMAND =
      Pattern.compile("`((?:mvn|az|docker|\\./\\S+|\\.ci/\\S+|sed|jq) [^`]+|\\.ci/[^`/\\s]+)`");

  private final Path document;
  private final List<String> lines;
  private final List<Snippet> snippets = new ArrayList<>();
  private String heading = "";
  private int next;

  private Markdown(Path document, List<String> lines) {
    this.document = document;
    this.lines = lines;
  }

  /**
   * All snippets of a document, in their order.
   *
   * @param root of the project
   * @param document below it
   */
  static List<Snippet> snippets(Path root, Path document) throws IOException {
    Markdown markdown = new Markdown(document, Files.readAllLines(root.resolve(document)));
    while (markdown.next < markdown.lines.size()) {
      markdown.readOne();
    }
    return markdown.snippets;
  }

  private void readOne() {
    String line = lines.get(next);
    Matcher fence = FENCE.matcher(line);
    if (fence.matches()) {
      readFenced(fence.group(1));
    } else if (line.startsWith(INDENT) && (next == 0 || lines.get(next - 1).isBlank())) {
      readIndented();
    } else {
      readText(line);
    }
  }

  private void readFenced(String language) {
    int first = next + 1;
    next = first;
    while (!FENCE.matcher(lines.get(next)).matches()) {
      next++;
    }
    add(first, language, String.join("\n", lines.subList(first, next)));
    next++;
  }

  private void readIndented() {
    int first = next;
    while (next < lines.size()
        && (lines.get(next).startsWith(INDENT) || lines.get(next).isBlank())) {
      next++;
    }
    add(first, Snippet.INDENTED, String.join("\n", lines.subList(first, next)).stripTrailing());
  }

  private void readText(String line) {
    Matcher title = HEADING.matcher(line);
    if (title.matches()) {
      heading = title.group(1);
    }
    Matcher command = COMMAND.matcher(line);
    while (command.find()) {
      add(next, Snippet.INLINE, command.group(1));
    }
    next++;
  }

  private void add(int first, String language, String text) {
    snippets.add(new Snippet(document, heading, first + 1, language, text.stripIndent()));
  }
}
