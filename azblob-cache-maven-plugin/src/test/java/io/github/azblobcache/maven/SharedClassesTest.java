package io.github.azblobcache.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Jib's class path, and that of a goal on the command line, take what is exported from the plugin's
 * class path. A class that is not exported is there twice. If an exported class then names it in a
 * signature, the JVM refuses to link the two.
 */
class SharedClassesTest {

  private static final String ROOT = "io.github.azblobcache";
  private static final String SUPPORT = ROOT + ".maven.support";

  @Test
  void everyPackageOfTheCoreAndOfMavenSupportIsExported() throws IOException {
    Set<String> exports = exports();

    assertEquals(shared(), exportedOf(packages(), exports));
    for (String export : exports) {
      assertNotEquals(Set.of(), exportedOf(packages(), Set.of(export)), export);
    }
  }

  private static Set<String> packages() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT).stream()
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> shared() {
    return packages().stream()
        .filter(name -> !name.startsWith(ROOT + ".maven") || name.equals(SUPPORT))
        .filter(name -> !name.startsWith(ROOT + ".jib"))
        .filter(name -> !name.startsWith(ROOT + ".testkit"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** As Maven's class realms read an entry: with the packages below it, or without. */
  private static Set<String> exportedOf(Set<String> packages, Set<String> exports) {
    return packages.stream()
        .filter(
            name ->
                exports.contains(name + ".*")
                    || exports.stream().anyMatch(it -> (name + ".").startsWith(it + ".")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> exports() throws IOException {
    try (InputStream in =
        SharedClassesTest.class.getResourceAsStream("/META-INF/maven/extension.xml")) {
      String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Pattern.compile("<exportedPackage>(.*?)</exportedPackage>")
          .matcher(xml)
          .results()
          .map(match -> match.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
