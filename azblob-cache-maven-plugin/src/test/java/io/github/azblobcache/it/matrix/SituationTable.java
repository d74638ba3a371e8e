package io.github.azblobcache.it.matrix;

import java.util.List;
import java.util.stream.Collectors;

/** What the documentation says of the situations: a table, and why some are not in it. */
final class SituationTable {

  /** The result of a situation in which everything is as it should be. */
  static final String YES = "yes";

  private SituationTable() {}

  /**
   * Markdown.
   *
   * @param results one for each of the situations, in their order
   */
  static String of(List<Situation> situations, List<String> results) {
    StringBuilder table =
        new StringBuilder("| Maven | JDK | Jib | azblob-cache | command | base image | proxy | |\n")
            .append("|---|---|---|---|---|---|---|---|\n");
    for (int i = 0; i < situations.size(); i++) {
      table.append(situations.get(i).row(results.get(i)));
    }
    return table.append('\n').append(exclusions()).toString();
  }

  private static String exclusions() {
    return CoveringArray.product(Situation.parameters()).stream()
        .map(Situation::of)
        .flatMap(it -> it.whyNot().stream())
        .distinct()
        .map("- %s.\n"::formatted)
        .collect(Collectors.joining());
  }
}
