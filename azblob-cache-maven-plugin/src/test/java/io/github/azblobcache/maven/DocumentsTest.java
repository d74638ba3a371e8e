package io.github.azblobcache.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.settings.CacheDescriptions;
import io.github.azblobcache.settings.syntax.CacheUse;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.values.Setting;
import io.github.azblobcache.store.types.BuiltInStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents show can be copied, and what they point at is there. */
class DocumentsTest {

  private static final Path ROOT = Path.of("..");

  /** Up to the end of a word; what a document leaves out is no example. */
  private static final Pattern DESCRIPTION =
      Pattern.compile("type=(?:azblob|local),[^\\s'\"`<|…]+(?![^\\s]*…)");

  private static final SettingContext SURROUNDINGS =
      new SettingContext(
          name -> null, ROOT, id -> Optional.of("eA=="), warning -> {}, BuiltInStores.TYPES);

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)]*))?\\)");
  private static final Pattern DOCUMENT = Pattern.compile("\\bdocs/[\\w/-]+\\.md");
  private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z]+)`");

  /** What tests write, and tables in which people look one thing up. */
  private static final Set<String> LONG =
      Set.of(
          "CHANGELOG.md",
          "behaviour.md",
          "compatibility.md",
          "faults.md",
          "goals.md",
          "performance.md",
          "settings.md");

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*?) *$");

  @Test
  void everyCacheDescriptionIsOne() throws IOException {
    int count = 0;
    for (Path document : documents()) {
      for (String text : matches(DESCRIPTION, Files.readString(document))) {
        String description =
            text.replace("$SAS", "sv=2023-11-03&sig=eA%3D%3D")
                .replaceAll("\\$\\{\\{[^}]*}?}?|\\$[A-Z_]+", "eA==");
        CacheUse use = text.contains("dest=") ? CacheUse.EXPORT : CacheUse.IMPORT;
        assertEquals(
            1,
            CacheDescriptions.parseAll(
                    new Setting(document.toString(), description), use, SURROUNDINGS)
                .size(),
            text);
        count++;
      }
    }
    assertTrue(count > 15, "Found only " + count);
  }

  @Test
  void everyLinkIntoTheProjectHasAnEnd() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path document : documents()) {
      for (MatchResult link : links(document)) {
        Path target = target(document, link);
        String anchor = link.group(2);
        if (!Files.exists(target) || anchor != null && !anchors(target).contains(anchor)) {
          dead.add(document + ": " + link.group());
        }
      }
    }
    assertEquals(List.of(), dead);
  }

  @Test
  void everyDocumentThatACommentNamesIsThere() throws IOException {
    List<String> gone = new ArrayList<>();
    for (Path source : sources()) {
      for (String document : matches(DOCUMENT, Files.readString(source))) {
        if (!Files.exists(ROOT.resolve(document))) {
          gone.add(source + ": " + document);
        }
      }
    }
    assertEquals(List.of(), gone);
  }

  private static List<Path> sources() throws IOException {
    return below("core/src/main", "maven-support/src/main", "jib-extension/src", "src/main")
        .toList();
  }

  @Test
  void everyDocumentCanBeReachedFromTheReadme() throws IOException {
    Set<Path> reached = new HashSet<>();
    Deque<Path> next = new ArrayDeque<>(List.of(ROOT.resolve("README.md")));
    while (!next.isEmpty()) {
      Path document = next.remove();
      if (reached.add(document)) {
        for (MatchResult link : links(document)) {
          Path target = target(document, link);
          if (target.toString().endsWith(".md") && Files.exists(target)) {
            next.add(target);
          }
        }
      }
    }
    assertEquals(
        List.of(), documents().stream().filter(document -> !reached.contains(document)).toList());
  }

  @Test
  void theReadmeIsShort() throws IOException {
    int words = words(ROOT.resolve("README.md"));
    assertTrue(words <= 900, "Move something to a page in docs: " + words + " words");
  }

  @Test
  void noPageIsTooLongToRead() throws IOException {
    for (Path page : documents()) {
      if (!LONG.contains(page.getFileName().toString())) {
        assertTrue(words(page) <= 1200, "Divide " + page + ": " + words(page) + " words");
      }
    }
  }

  private static int words(Path document) throws IOException {
    return Files.readString(document).strip().split("\\s+").length;
  }

  @Test
  void theClassesThatContributorsAreToldOfAreThere() throws IOException {
    String names =
        Stream.concat(sources().stream(), below("core/src/test", "testkit/src", "src/test"))
            .map(file -> file.getFileName().toString())
            .collect(Collectors.joining("\n"));
    for (MatchResult name :
        CLASS.matcher(Files.readString(ROOT.resolve("CONTRIBUTING.md"))).results().toList()) {
      assertTrue(names.contains(name.group(1) + ".java"), name.group());
    }
  }

  /** Those that lead into the project: their path, and the anchor if there is one. */
  private static List<MatchResult> links(Path document) throws IOException {
    return LINK.matcher(Files.readString(document))
        .results()
        .filter(link -> !link.group(1).matches("https?:.*"))
        .toList();
  }

  private static Path target(Path document, MatchResult link) {
    return link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1)).normalize();
  }

  /** The anchors that GitHub makes of a document's headings. */
  private static Set<String> anchors(Path document) throws IOException {
    Set<String> anchors = new HashSet<>();
    for (MatchResult heading : HEADING.matcher(Files.readString(document)).results().toList()) {
      String text = heading.group(1).toLowerCase(Locale.ROOT);
      anchors.add(text.replaceAll("[^\\p{L}\\p{N}\\s_-]", "").replace(' ', '-'));
    }
    return anchors;
  }

  /** The sources in folders of the other modules, or of this one. */
  private static Stream<Path> below(String... folders) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String folder : folders) {
      Path path = folder.startsWith("src") ? Path.of(folder) : ROOT.resolve(folder);
      try (Stream<Path> files = Files.walk(path)) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources.stream();
  }

  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group()).toList();
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> roots = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(roots, docs).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }
}
