package io.github.azblobcache.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each fact in {@code docs/behaviour.md} names a test, a finding or a source. */
class BehaviourPageTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW = Pattern.compile("\\| (?!what )[^|]+ \\| ([^|]+) \\|");
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+Test|[a-z0-9]+(?:-[a-z0-9]+)+)`");

  private static List<String> proofs() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/behaviour.md")).stream()
        .map(ROW::matcher)
        .filter(row -> row.matches())
        .map(row -> row.group(1))
        .toList();
  }

  @Test
  void everyRowSaysWhatHoldsIt() throws IOException {
    assertTrue(proofs().size() > 30);
    for (String proof : proofs()) {
      assertTrue(NAME.matcher(proof).find() || proof.matches(".*(source|\\d\\.\\d).*"), proof);
    }
  }

  @Test
  void whatHoldsARowIsThere() throws IOException {
    Set<String> known = known();
    Set<String> named =
        proofs().stream()
            .flatMap(proof -> NAME.matcher(proof).results())
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    named.removeAll(known);
    assertEquals(Set.of(), named);
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
    for (String module : List.of("core", "maven-support", "jib-extension", "testkit")) {
      addTests(known, module);
    }
    addTests(known, "azblob-cache-maven-plugin");
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
