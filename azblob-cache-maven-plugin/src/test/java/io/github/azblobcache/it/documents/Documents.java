package io.github.azblobcache.it.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The documents that users read.
 *
 * @param root of the project
 */
record Documents(Path root) {

  private static final List<String> OUTSIDE_DOCS =
      List.of(
          "README.md",
          "CONTRIBUTING.md",
          "SECURITY.md",
          "benchmarks/README.md",
          "examples/README.md");

  /** Their paths in the project. */
  List<Path> all() throws IOException {
    List<Path> documents = new ArrayList<>(OUTSIDE_DOCS.stream().map(Path::of).toList());
    try (Stream<Path> pages = Files.walk(root.resolve("docs"))) {
      pages
          .filter(page -> page.toString().endsWith(".md"))
          .sorted()
          .map(root::relativize)
          .forEach(documents::add);
    }
    return documents;
  }

  /** All that they tell users to type or to copy. */
  List<Snippet> snippets() throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    for (Path document : all()) {
      snippets.addAll(Markdown.snippets(root, document));
    }
    return snippets;
  }

  /** Those that a scenario runs, in the documents' order. */
  List<Snippet> snippets(Scenario scenario) throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    for (Snippet snippet : snippets()) {
      if (SnippetPlan.of(snippet).scenario() == scenario) {
        snippets.add(snippet);
      }
    }
    return snippets;
  }
}
