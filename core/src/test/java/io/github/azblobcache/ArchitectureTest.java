package io.github.azblobcache;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.azblobcache.store.BlobStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the packages of the core: what each may use. */
class ArchitectureTest {

  private static final String ROOT = "io.github.azblobcache";
  private static final int MOST_TYPES_IN_A_PACKAGE = 15;

  private static final Map<String, Set<String>> ARROWS = new LinkedHashMap<>();

  // From the ground up: a package uses only what stands above its own line. Each arrow is in use
  static {
    mayUse("concurrent");
    mayUse("progress");
    mayUse("text");
    mayUse("oci");
    mayUse("store.errors");
    mayUse("store", "oci", "store.errors");
    mayUse("settings.values");
    mayUse("settings.syntax", "settings.values", "store");
    mayUse("store.directory", "settings.syntax", "store", "store.errors", "text");
    mayUse("store.azure.config", "settings.syntax", "settings.values", "store");
    mayUse("store.azure.silent");
    mayUse("store.azure.shared", "oci", "store", "store.errors");
    mayUse("store.azure.answers", "store.azure.config", "store.azure.shared", "store.errors");
    mayUse(
        "store.azure.rest.http",
        "concurrent",
        "store",
        "store.azure.answers",
        "store.azure.config",
        "store.azure.shared",
        "store.errors");
    mayUse(
        "store.azure.rest",
        "concurrent",
        "oci",
        "store",
        "store.azure.answers",
        "store.azure.config",
        "store.azure.rest.http",
        "store.azure.shared",
        "store.errors");
    mayUse(
        "store.azure.sdk",
        "store",
        "store.azure.answers",
        "store.azure.config",
        "store.azure.shared",
        "store.errors");
    mayUse(
        "store.azure.login",
        "concurrent",
        "store.azure.config",
        "store.azure.sdk",
        "store.azure.shared",
        "store.azure.silent",
        "store.errors");
    mayUse(
        "store.azure",
        "settings.syntax",
        "store",
        "store.azure.answers",
        "store.azure.config",
        "store.azure.login",
        "store.azure.rest",
        "store.azure.rest.http",
        "store.azure.shared",
        "store.azure.silent",
        "store.errors");
    mayUse("store.types", "settings.syntax", "store.azure", "store.directory");
    mayUse("manifest.entries", "oci");
    mayUse("manifest", "manifest.entries", "oci");
    mayUse("manifest.json", "manifest", "manifest.entries", "oci");
    mayUse("settings", "manifest", "oci", "settings.syntax", "settings.values", "store");
    mayUse("files", "oci");
    mayUse("report.format", "text");
    mayUse("report", "files", "oci", "progress", "report.format", "text");
    mayUse("report.terminal", "concurrent", "progress", "report.format");
    mayUse("transfer.check", "concurrent", "manifest.entries", "oci", "store.errors");
    mayUse(
        "transfer.shared",
        "manifest",
        "manifest.json",
        "oci",
        "progress",
        "settings",
        "store",
        "store.errors");
    mayUse(
        "transfer.fetch",
        "manifest",
        "manifest.entries",
        "manifest.json",
        "oci",
        "progress",
        "store",
        "store.errors",
        "text",
        "transfer.check",
        "transfer.shared");
    mayUse(
        "transfer.export",
        "concurrent",
        "manifest",
        "manifest.entries",
        "manifest.json",
        "oci",
        "progress",
        "settings",
        "store",
        "store.errors",
        "transfer.shared");
    mayUse(
        "transfer",
        "concurrent",
        "manifest",
        "manifest.entries",
        "oci",
        "progress",
        "report",
        "settings",
        "store",
        "transfer.export",
        "transfer.fetch",
        "transfer.shared");
    mayUse("local", "oci", "transfer.fetch");
    mayUse(
        "inventory",
        "concurrent",
        "manifest",
        "manifest.entries",
        "manifest.json",
        "oci",
        "progress",
        "store",
        "store.errors");
    mayUse(
        "prune",
        "inventory",
        "manifest",
        "manifest.entries",
        "manifest.json",
        "oci",
        "progress",
        "report.format",
        "store",
        "store.errors",
        "text");
    mayUse(
        "inspect",
        "inventory",
        "manifest",
        "manifest.entries",
        "oci",
        "progress",
        "report.format",
        "store",
        "store.errors",
        "text",
        "transfer.check");
    mayUse("check", "manifest", "report.format", "settings", "settings.syntax", "store", "text");
    mayUse(
        "check.steps",
        "check",
        "concurrent",
        "manifest",
        "manifest.entries",
        "manifest.json",
        "oci",
        "report.format",
        "settings.syntax",
        "store",
        "store.azure",
        "store.azure.config",
        "store.directory",
        "store.errors",
        "transfer.fetch");
    mayUse(
        "history",
        "files",
        "inventory",
        "manifest",
        "manifest.entries",
        "oci",
        "progress",
        "report.format",
        "settings.values",
        "store",
        "store.errors",
        "text");
    mayUse(
        "",
        "concurrent",
        "history",
        "inspect",
        "inventory",
        "local",
        "manifest",
        "manifest.entries",
        "oci",
        "progress",
        "prune",
        "settings",
        "settings.syntax",
        "store",
        "store.directory",
        "store.errors",
        "store.types",
        "transfer",
        "transfer.export",
        "transfer.fetch",
        "transfer.shared");
    mayUse(
        "api",
        "",
        "manifest.entries",
        "oci",
        "settings",
        "settings.syntax",
        "settings.values",
        "store.types",
        "transfer",
        "transfer.export",
        "transfer.fetch",
        "transfer.shared");
  }

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .importUrl(BlobStore.class.getProtectionDomain().getCodeSource().getLocation());

  private static void mayUse(String packageName, String... below) {
    for (String name : below) {
      assertTrue(ARROWS.containsKey(name), packageName + " uses what is not below it: " + name);
    }
    ARROWS.put(packageName, new TreeSet<>(List.of(below)));
  }

  @Test
  void eachPackageUsesWhatIsAllowedAndNothingIsAllowedThatNoneUses() {
    Map<String, Set<String>> used = new TreeMap<>();
    for (JavaClass type : CORE) {
      Set<String> below = used.computeIfAbsent(packageOf(type), name -> new TreeSet<>());
      for (Dependency arrow : type.getDirectDependenciesFromSelf()) {
        JavaClass target = arrow.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(ROOT)
            && !packageOf(target).equals(packageOf(type))) {
          below.add(packageOf(target));
        }
      }
    }
    assertEquals(lines(new TreeMap<>(ARROWS)), lines(used));
  }

  private static String packageOf(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }

  private static String lines(Map<String, Set<String>> arrows) {
    return arrows.entrySet().stream()
        .map(arrow -> arrow.getKey() + " -> " + arrow.getValue())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void noPackageIsTooLargeToKnow() {
    Map<String, Integer> sizes = new TreeMap<>();
    for (JavaClass type : CORE) {
      if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
        sizes.merge(packageOf(type), 1, Integer::sum);
      }
    }
    sizes.entrySet().removeIf(size -> size.getValue() <= MOST_TYPES_IN_A_PACKAGE);
    assertEquals(Map.of(), sizes);
  }

  @Test
  void theAzureSdkStaysInItsPackages() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".store.azure.sdk", ROOT + ".store.azure.login")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.azure..", "com.microsoft..", "reactor..")
        .check(CORE);
  }

  @Test
  void theCoreKnowsNeitherMavenNorJib() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.maven..", "com.google.cloud.tools..")
        .check(CORE);
  }

  @Test
  void onlyTheLoggersThatSayNothingAreLoggers() {
    noClasses()
        .that()
        .doNotHaveSimpleName("SilentLoggers")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.slf4j..")
        .check(CORE);
  }

  @Test
  void ofGsonOnlyTheStreamsAreUsed() {
    noClasses().should().dependOnClassesThat().resideInAPackage("com.google.gson").check(CORE);
  }
}
