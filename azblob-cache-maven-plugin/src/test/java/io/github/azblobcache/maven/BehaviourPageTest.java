package io.github.azblobcache.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each fact in {@code docs/behaviour.md} names a test, a finding or a source; and each comment that
 * points to a fact names one that is there.
 */
class BehaviourPageTest {

  private static final Path ROOT = Path.of("..");
  private static final List<String> MODULES =
      List.of("core", "maven-support", "jib-extension", "azblob-cache-maven-plugin", "testkit");
  private static final Pattern ROW =
      Pattern.compile("\\| (?!name )([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+Test|[a-z0-9]+(?:-[a-z0-9]+)+)`");
  private static final Pattern POINTER = Pattern.compile("docs/behaviour\\.md, \"([^\"]+)\"");
  private static final Pattern LINE_OF_A_COMMENT = Pattern.compile("\\s*\\R\\s*(\\*|//) ?");

  // With three hyphens at least: a shorter word can be a setting or a program
  private static final Pattern TEST =
      Pattern.compile("`([A-Z]\\w+Test|[a-z0-9]+(?:-[a-z0-9]+){3,})`");

  private static final Pattern TEST_CLASS = Pattern.compile("`([A-Z]\\w+Test)\\b[^`]*`");

  private record Row(String name, String fact, String versions, String proof) {}

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/behaviour.md")).stream()
        .map(ROW::matcher)
        .filter(row -> row.matches() && !row.group(1).startsWith("---"))
        .map(row -> new Row(row.group(1), row.group(2), row.group(3), row.group(4)))
        .toList();
  }

  @Test
  void everyLineOfATableIsARow() throws IOException {
    long lines =
        Files.readAllLines(ROOT.resolve("docs/behaviour.md")).stream()
            .filter(line -> line.startsWith("|"))
            .filter(line -> !line.startsWith("|---") && !line.startsWith("| name |"))
            .count();
    assertEquals(lines, rows().size());
    assertTrue(lines > 60);
  }

  @Test
  void everyRowHasANameOfItsOwn() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Row row : rows()) {
      assertTrue(names.add(row.name()), row.name());
    }
  }

  @Test
  void everyRowSaysWithWhatItWasSeenAndWhatHoldsIt() throws IOException {
    for (Row row : rows()) {
      assertTrue(row.versions().matches(".*\\d.*|.*the service.*"), row.toString());
      assertTrue(
          NAME.matcher(row.proof()).find() || row.proof().contains("source: "), row.toString());
    }
  }

  @Test
  void whatHoldsARowIsThere() throws IOException {
    Set<String> known = known();
    Set<String> named =
        rows().stream()
            .flatMap(row -> NAME.matcher(withoutSources(row.proof())).results())
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    named.removeAll(known);
    assertEquals(Set.of(), named);
  }

  private static String withoutSources(String proof) {
    return proof.replaceFirst("source: .*", "");
  }

  @Test
  void everyPointerOfACommentLeadsToARow() throws IOException {
    Set<String> names = rows().stream().map(Row::name).collect(Collectors.toSet());
    Set<String> pointers = new TreeSet<>();
    for (String module : MODULES) {
      for (Path file : below(module + "/src/main", ".java")) {
        String text = LINE_OF_A_COMMENT.matcher(Files.readString(file)).replaceAll(" ");
        for (MatchResult pointer : POINTER.matcher(text).results().toList()) {
          pointers.add(pointer.group(1));
          assertTrue(names.contains(pointer.group(1)), file + ": " + pointer.group());
        }
        assertEquals(
            count(text, "docs/behaviour.md"), POINTER.matcher(text).results().count(), "" + file);
      }
    }
    assertTrue(pointers.size() > 40);
  }

  private static long count(String text, String part) {
    return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SECURITY.md", "docs/pruning.md", "docs/prune-protocol.md"})
  void theTestsThatAPromiseNamesAreThere(String document) throws IOException {
    Set<String> named =
        TEST.matcher(Files.readString(ROOT.resolve(document)))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(named.size() > 10, named.toString());
    named.removeAll(known());
    assertEquals(Set.of(), named);
  }

  @Test
  void theTestsThatAnyDocumentNamesAreThere() throws IOException {
    Set<String> known = known();
    Set<String> gone = new TreeSet<>();
    List<Path> documents = new ArrayList<>(below("docs", ".md"));
    for (String document : List.of("README.md", "CONTRIBUTING.md", "findings/README.md")) {
      documents.add(ROOT.resolve(document));
    }
    for (Path document : documents) {
      for (MatchResult name : TEST_CLASS.matcher(Files.readString(document)).results().toList()) {
        if (!known.contains(name.group(1))) {
          gone.add(document + ": " + name.group());
        }
      }
    }
    assertEquals(Set.of(), gone);
  }

  @Test
  void everyFindingIsInTheList() throws IOException {
    String list = Files.readString(ROOT.resolve("findings/README.md"));
    for (Path script : below("findings", ".sh")) {
      assertTrue(list.contains("](" + script.getFileName() + ")"), script.toString());
    }
  }

  private static Set<String> known() throws IOException {
    Set<String> known = new TreeSet<>();
    for (Path script : below("findings", ".sh")) {
      known.add(script.getFileName().toString().replace(".sh", ""));
    }
    for (Path script : below("src/it", "verify.groovy")) {
      known.add(script.getParent().getFileName().toString());
    }
    for (String module : MODULES) {
      addTests(known, module);
    }
    return known;
  }

  private static void addTests(Set<String> known, String module) throws IOException {
    for (Path test : below(module + "/src/test/java", "Test.java")) {
      known.add(test.getFileName().toString().replace(".java", ""));
    }
  }

  private static List<Path> below(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }
}
