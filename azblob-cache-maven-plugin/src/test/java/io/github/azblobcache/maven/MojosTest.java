package io.github.azblobcache.maven;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.apache.maven.plugin.Mojo;
import org.junit.jupiter.api.Test;

/** Every build that has the plugin as an extension loads the mojos, also one without an image. */
class MojosTest {

  private static final String OURS = MojosTest.class.getPackageName();

  @Test
  void mojosNameNoClassOfTheCore() {
    noClasses()
        .that()
        .areAssignableTo(Mojo.class)
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.github.azblobcache..")
                .and(not(resideInAnyPackage(OURS, OURS + ".goal", OURS + ".init"))))
        .because("Maven reflects on all mojos when it makes an extension's class path")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(OURS));
  }
}
