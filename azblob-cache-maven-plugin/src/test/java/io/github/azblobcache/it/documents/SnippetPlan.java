package io.github.azblobcache.it.documents;

import java.util.List;
import java.util.function.Predicate;

/**
 * What tests a snippet.
 *
 * @param scenario how
 * @param reason why it is not run, or which test runs more than it; empty where the scenario says
 *     all
 */
record SnippetPlan(Scenario scenario, String reason) {

  private record Rule(Predicate<Snippet> about, SnippetPlan plan) {}

  /** The first one counts. */
  private static final List<Rule> RULES =
      List.of(
          // What is not run
          checked("benchmarks/README.md", "./benchmarks/run.sh", "CI runs one quick round"),
          checked("docs/performance.md", "./benchmarks/run.sh", "CI runs one quick round"),
          checked("examples/README.md", "./examples/projects.sh", "lasts half an hour"),
          checked(
              "docs/performance.md", "./mvnw -pl core", "CI runs it with another test beside it"),
          checked("docs/performance.md", "./mvnw verify -Pmatrix", "CI runs all of the matrix"),
          checked("docs/compatibility.md", "./mvnw verify -Pmatrix", "CI runs it in two parts"),
          checked("CONTRIBUTING.md", "./mvnw", "some are parts of what CI runs, some change files"),
          checked("docs/releasing.md", "./mvnw versions:set", "changes the version"),
          checked("docs/releasing.md", "./mvnw -Prelease deploy", "publishes"),
          checked("docs/releasing.md", ".ci/run", "what runs the tests can't be run by one"),
          checked("docs/report.md", "jq -f report-to-otlp.jq", "ReportToOtlpTest runs the filter"),
          checked("docs/library.md", "<dependency>", "names the module that the build makes"),
          checked("docs/library.md", "try (ImageCache", "LibrarySampleTest compiles and runs it"),
          checked("", "docker buildx", "BuildKit's own command, named for a comparison"),
          checked("", "az login", "a login at Azure"),
          checked(
              "",
              "mvn io.github.azblobcache:azblob-cache-maven-plugin:0.1.0-SNAPSHOT:init",
              "maven-extension runs it in projects without the plugin"),
          checked("", "mvn --encrypt-password", "every-kind-of-credential runs it with a password"),
          checked(
              "docs/history.md",
              "mvn azblob-cache:history -Dazblob-cache.compare",
              "prune-du-and-verify-goals compares two builds"),
          checked("docs/pruning.md", "sed ", "a filter for what old Mavens print"),
          checked(
              "docs/pruning.md", "-Dazblob-cache.grace", "PruneModelTest has other grace periods"),
          // The README's first steps
          rule(
              Scenario.CREDENTIALS,
              s -> isIn(s, "README.md") && sets(s) && !s.text().contains("local")),
          rule(Scenario.FIRST_USE, s -> isIn(s, "README.md") && s.heading().equals("Add it")),
          // This project's own checkout
          rule(Scenario.CONTINUOUS_INTEGRATION, s -> begins(s, "./") || begins(s, ".ci/")),
          // Where an account and its credentials are given
          rule(Scenario.CREDENTIALS, s -> isIn(s, "docs/credentials.md")),
          rule(Scenario.CREDENTIALS, s -> isIn(s, "docs/ci/README.md") && sets(s)),
          rule(
              Scenario.WORKFLOW, s -> s.language().equals("yaml") || s.language().equals("groovy")),
          // Commands
          rule(Scenario.GOALS, s -> s.language().equals(Snippet.INLINE) && begins(s, "mvn ")),
          rule(Scenario.GOALS, s -> s.text().matches("(?s)mvn .*azblob-cache(-maven-plugin)?:.*")),
          rule(Scenario.SECTION, s -> s.language().equals("xml") || begins(s, "mvn ")),
          // What is left are no commands
          rule(Scenario.SHOWN, s -> s.language().equals("json")),
          rule(
              Scenario.SHOWN, s -> s.language().equals(Snippet.INDENTED) && !looksLikeACommand(s)));

  /** The plan for a snippet; {@code null} if nobody has made one. */
  static SnippetPlan of(Snippet snippet) {
    return RULES.stream()
        .filter(rule -> rule.about().test(snippet))
        .map(Rule::plan)
        .findFirst()
        .orElse(null);
  }

  /** The plans of all rules. */
  static List<SnippetPlan> all() {
    return RULES.stream().map(Rule::plan).toList();
  }

  private static Rule checked(String document, String begin, String reason) {
    return new Rule(
        s -> (document.isEmpty() || isIn(s, document)) && begins(s, begin),
        new SnippetPlan(Scenario.CHECKED, reason));
  }

  private static Rule rule(Scenario scenario, Predicate<Snippet> about) {
    return new Rule(about, new SnippetPlan(scenario, ""));
  }

  private static boolean isIn(Snippet snippet, String document) {
    return snippet.document().toString().replace('\\', '/').equals(document);
  }

  private static boolean begins(Snippet snippet, String begin) {
    return snippet.text().startsWith(begin);
  }

  private static boolean sets(Snippet snippet) {
    return snippet.text().matches("(?s)(export )?[A-Z_]+=.*");
  }

  private static boolean looksLikeACommand(Snippet snippet) {
    return snippet
        .text()
        .lines()
        .anyMatch(line -> line.matches("\\s*(\\$ |mvn |\\./|-D|[A-Z_]+=).*"));
  }
}
