package io.github.azblobcache.it.documents;

import java.nio.file.Path;
import java.util.List;

/**
 * A piece of a document that readers may type or copy.
 *
 * @param document its path in the project
 * @param heading of the section that has it, without the marks
 * @param line where it begins, counted from 1
 * @param language of a fenced block; {@link #INDENTED} or {@link #INLINE} of others
 * @param text as it stands there, with no indent in common
 */
record Snippet(Path document, String heading, int line, String language, String text) {

  /** The language of a block that is only indented. */
  static final String INDENTED = "indented";

  /** The language of code within a sentence. */
  static final String INLINE = "inline";

  /** The commands in it: lines that go on with a backslash are one, and remarks are left out. */
  List<String> commands() {
    return text.replaceAll("\\\\\n\\s*", "")
        .lines()
        .map(command -> command.replaceAll("(^|\\s+)#( .*)?$", "").strip())
        .filter(command -> !command.isEmpty())
        .toList();
  }

  /** For a message. */
  String place() {
    return document + ":" + line + " (" + heading + ")";
  }
}
