package io.github.azblobcache.it.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Whatever the documents tell users to type or to copy, some test tries, or says why it can't. */
class DocumentedCommandsTest {

  private static final Path ROOT = Path.of("..");

  private final List<Snippet> snippets = new Documents(ROOT).snippets();

  DocumentedCommandsTest() throws IOException {}

  @Test
  void everySnippetIsTestedOrSaysWhyNot() {
    List<String> forgotten =
        snippets.stream()
            .filter(snippet -> SnippetPlan.of(snippet) == null)
            .map(snippet -> snippet.place() + ": " + snippet.text())
            .toList();
    assertEquals(
        List.of(), forgotten, "No test runs these. Give them a rule in " + SnippetPlan.class);
    assertTrue(snippets.size() > 60, "Found only " + snippets.size());
  }

  @Test
  void everyRuleIsAboutSomething() {
    Set<SnippetPlan> used = new HashSet<>();
    snippets.forEach(snippet -> used.add(SnippetPlan.of(snippet)));
    assertEquals(
        List.of(), SnippetPlan.all().stream().filter(plan -> !used.contains(plan)).toList());
  }

  @Test
  void everyScenarioIsRun() throws IOException {
    for (Scenario scenario : Scenario.values()) {
      if (scenario.runner() != null) {
        assertTrue(Files.exists(ROOT.resolve(scenario.runner())), scenario.runner());
      }
    }
    for (Scenario scenario : DocumentRuns.SCENARIOS) {
      String runner = Files.readString(ROOT.resolve(scenario.runner()));
      assertTrue(runner.contains("'" + scenario + "'"), scenario.runner() + ": " + scenario);
    }
    String firstUse = Files.readString(ROOT.resolve(Scenario.FIRST_USE.runner()));
    snippets(Scenario.FIRST_USE)
        .forEach(snippet -> assertTrue(firstUse.contains(snippet.heading()), snippet.place()));
  }

  @Test
  void continuousIntegrationRunsTheCommandsOfACheckout() throws IOException {
    List<String> run =
        Files.readAllLines(ROOT.resolve(Scenario.CONTINUOUS_INTEGRATION.runner())).stream()
            .map(DocumentedCommandsTest::essence)
            .toList();
    for (Snippet snippet : snippets(Scenario.CONTINUOUS_INTEGRATION)) {
      for (String command : snippet.commands()) {
        assertTrue(run.contains(essence(command)), snippet.place() + ": " + command);
      }
    }
  }

  private static String essence(String command) {
    return command.replaceAll(" (-B|-ntp)\\b", "").replaceFirst("^\\./\\.", ".").strip();
  }

  @Test
  void whatIsRunByAShellIsOfItsSyntax() throws Exception {
    for (Snippet snippet : snippets) {
      Scenario scenario = SnippetPlan.of(snippet).scenario();
      boolean shell = snippet.language().equals("sh") || !isOfALanguage(snippet);
      if (shell && scenario != Scenario.SHOWN) {
        assertEquals("", bash(snippet.text()), snippet.place());
      }
    }
  }

  private static boolean isOfALanguage(Snippet snippet) {
    return List.of("xml", "yaml", "groovy", "json", "java").contains(snippet.language());
  }

  private static String bash(String text) throws Exception {
    Process process = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void whatIsInALanguageIsOfItsSyntax() throws Exception {
    for (Snippet snippet : snippets) {
      try {
        switch (snippet.language()) {
          case "xml" -> {
            var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            parser.setErrorHandler(new DefaultHandler());
            parser.parse(new InputSource(new StringReader(snippet.text())));
          }
          case "yaml" -> new Yaml(strict()).load(snippet.text());
          case "json" -> readJson(snippet.text());
          default -> {
            // A shell's, or what something prints
          }
        }
      } catch (Exception e) {
        throw new AssertionError(snippet.place(), e);
      }
    }
  }

  private static LoaderOptions strict() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return options;
  }

  private static void readJson(String text) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        // To the end
      }
    }
  }

  @Test
  void aCommandWithoutARuleIsFound() {
    for (String text :
        List.of("gradle build", "export X=y", "java -jar x.jar", "-Dazblob-cache.x=y")) {
      Snippet made = new Snippet(Path.of("docs/new.md"), "New", 1, "sh", text);
      assertEquals(null, SnippetPlan.of(made), text);
    }
  }

  @Test
  void snippetsAreTakenOutAsTheyStand() throws IOException {
    Path folder = Files.createTempDirectory("markdown");
    Files.write(
        folder.resolve("page.md"),
        Arrays.asList(
            "# Page",
            "Type `mvn clean verify`, not `mvn`.",
            "",
            "    mvn a \\",
            "      b # why",
            "",
            "- item",
            "  ```sh",
            "  c",
            "  ```",
            "## Other",
            "```yaml",
            "a: b",
            "```"));
    List<Snippet> found = Markdown.snippets(folder, Path.of("page.md"));
    assertEquals(
        List.of("mvn clean verify", "mvn a \\\n  b # why", "c", "a: b"),
        found.stream().map(Snippet::text).toList());
    assertEquals(List.of("mvn a b"), found.get(1).commands());
    assertEquals(
        List.of("inline", "indented", "sh", "yaml"),
        found.stream().map(Snippet::language).toList());
    assertEquals("page.md:13 (Other)", found.get(3).place());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : new ArrayList<>(files.toList())) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private List<Snippet> snippets(Scenario scenario) {
    return snippets.stream().filter(it -> SnippetPlan.of(it).scenario() == scenario).toList();
  }
}
