package io.github.azblobcache.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.settings.CacheDescriptions;
import io.github.azblobcache.settings.CacheUse;
import io.github.azblobcache.settings.Setting;
import io.github.azblobcache.settings.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents show can be copied, and what they point at is there. */
class DocumentsTest {

  private static final Path ROOT = Path.of("..");

  /** Up to the end of a word; what a document leaves out is no example. */
  private static final Pattern DESCRIPTION =
      Pattern.compile("type=(?:azblob|local),[^\\s'\"`<|…]+(?![^\\s]*…)");

  private static final Surroundings SURROUNDINGS =
      new Surroundings(name -> null, ROOT, id -> Optional.of("eA=="), warning -> {});

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

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
      for (String link : matches(LINK, Files.readString(document))) {
        String path = link.replaceAll("^]\\(|[)#].*$", "");
        if (!path.matches("https?:.*") && !Files.exists(document.resolveSibling(path))) {
          dead.add(document + ": " + path);
        }
      }
    }
    assertEquals(List.of(), dead);
  }

  @Test
  void everyDocumentCanBeReachedFromTheReadme() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).toList()) {
        assertTrue(readme.contains("(docs/" + page.getFileName()), page + " is not in the README");
      }
    }
    assertFalse(readme.isEmpty());
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
