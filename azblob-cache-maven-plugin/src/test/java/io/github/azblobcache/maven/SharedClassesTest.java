package io.github.azblobcache.maven;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the Jib extension uses of the core must be what the plugin shares with Jib's class path. */
class SharedClassesTest {

  private static final String ROOT = "io.github.azblobcache";
  private static final String JIB = ROOT + ".jib";

  @Test
  void everyPackageThatTheJibExtensionUsesIsExported() throws IOException {
    classes()
        .that()
        .resideInAPackage(JIB + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(exported())
                .or(resideInAnyPackage(JIB + ".."))
                .or(resideOutsideOfPackage(ROOT + "..")))
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(JIB));
  }

  private static String[] exported() throws IOException {
    try (InputStream in =
        SharedClassesTest.class.getResourceAsStream("/META-INF/maven/extension.xml")) {
      String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Pattern.compile("<exportedPackage>(.*?)\\.\\*</exportedPackage>")
          .matcher(xml)
          .results()
          .map(match -> match.group(1))
          .toArray(String[]::new);
    }
  }
}
