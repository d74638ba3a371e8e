package io.github.azblobcache;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the packages of the core: what each may use. */
class ArchitectureTest {

  private static final String ROOT = "io.github.azblobcache";
  private static final String[] JDK = {"java..", "javax.."};

  private final JavaClasses core =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void eachPackageUsesOnlyWhatStandsBelowIt() {
    mayUse("text");
    mayUse("oci");
    mayUse("store", "oci");
    mayUse("store.azure", "store", "oci");
    mayUse("store.directory", "store", "oci");
    mayUse("manifest", "oci");
    mayUse("settings", "manifest", "store", "oci");
    mayUse("files", "oci");
    mayUse("report", "text", "files", "oci");
    mayUse("transfer", "report", "settings", "manifest", "store", "oci");
    mayUse("local", "transfer", "oci");
    mayUse("inventory", "transfer", "manifest", "store", "oci");
    mayUse("prune", "inventory", "report", "text", "manifest", "settings", "store", "oci");
    mayUse(
        "inspect",
        "inventory",
        "transfer",
        "report",
        "text",
        "manifest",
        "settings",
        "store",
        "oci");
  }

  @Test
  void theAzureSdkStaysInItsPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".store.azure")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.azure..", "reactor..")
        .check(core);
  }

  @Test
  void theCoreKnowsNeitherMavenNorJib() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.maven..", "com.google.cloud.tools..")
        .check(core);
  }

  @Test
  void onlyTheLoggersThatSayNothingAreLoggers() {
    noClasses()
        .that()
        .doNotHaveSimpleName("SilentLoggers")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.slf4j..")
        .check(core);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(core);
  }

  private void mayUse(String packageName, String... below) {
    String[] ours = new String[below.length + 1];
    ours[0] = ROOT + "." + packageName;
    for (int i = 0; i < below.length; i++) {
      ours[i + 1] = ROOT + "." + below[i];
    }
    classes()
        .that()
        .resideInAPackage(ours[0])
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(ours)
                .or(resideInAnyPackage(JDK))
                .or(
                    resideInAnyPackage(
                        "com.azure..", "reactor..", "org.slf4j..", "com.google.gson.stream..")))
        .check(core);
  }
}
