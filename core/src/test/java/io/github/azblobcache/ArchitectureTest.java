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

  /** Until they have been divided: no package is added here. */
  private static final Map<String, Integer> TOO_LARGE =
      Map.of("manifest", 30, "report", 30, "settings", 40, "store", 25);

  private static final Map<String, Set<String>> ARROWS = new LinkedHashMap<>();

  // From the ground up: a package uses only what stands above its own line. Each arrow is in use
  static {
    mayUse("concurrent");
    mayUse("progress");
    mayUse("text");
    mayUse("oci");
    mayUse("store", "oci");
    mayUse("store.directory", "store");
    mayUse("store.azure.config");
    mayUse("store.azure.shared", "store");
    mayUse("store.azure.answers", "store", "store.azure.config", "store.azure.shared");
    mayUse(
        "store.azure.rest.http",
        "store",
        "store.azure.answers",
        "store.azure.config",
        "store.azure.shared");
    mayUse(
        "store.azure.rest",
        "concurrent",
        "oci",
        "store",
        "store.azure.answers",
        "store.azure.rest.http",
        "store.azure.shared");
    mayUse(
        "store.azure.sdk",
        "store",
        "store.azure.answers",
        "store.azure.config",
        "store.azure.shared");
    mayUse(
        "store.azure.login",
        "concurrent",
        "store",
        "store.azure.config",
        "store.azure.sdk",
        "store.azure.shared");
    mayUse(
        "store.azure",
        "store",
        "store.azure.answers",
        "store.azure.config",
        "store.azure.login",
        "store.azure.rest",
        "store.azure.rest.http",
        "store.azure.sdk",
        "store.azure.shared");
    mayUse("manifest", "oci");
    mayUse("settings", "manifest", "oci", "store");
    mayUse("files", "oci");
    mayUse("report", "concurrent", "files", "oci", "progress", "text");
    mayUse("transfer.check", "concurrent", "manifest", "oci", "store");
    mayUse("transfer.shared", "manifest", "oci", "progress", "settings", "store");
    mayUse(
        "transfer.fetch",
        "manifest",
        "oci",
        "progress",
        "store",
        "transfer.check",
        "transfer.shared");
    mayUse(
        "transfer.export",
        "concurrent",
        "manifest",
        "oci",
        "progress",
        "settings",
        "store",
        "transfer.shared");
    mayUse(
        "transfer",
        "concurrent",
        "manifest",
        "oci",
        "progress",
        "report",
        "settings",
        "store",
        "transfer.export",
        "transfer.fetch",
        "transfer.shared");
    mayUse("local", "oci", "transfer.fetch", "transfer.shared");
    mayUse("inventory", "concurrent", "manifest", "oci", "progress", "store");
    mayUse("prune", "inventory", "manifest", "oci", "progress", "report", "store", "text");
    mayUse(
        "inspect",
        "inventory",
        "manifest",
        "oci",
        "progress",
        "report",
        "store",
        "text",
        "transfer.check");
    mayUse("check", "manifest", "report", "settings", "store", "text");
    mayUse(
        "check.steps",
        "check",
        "concurrent",
        "manifest",
        "oci",
        "report",
        "store",
        "store.azure",
        "store.directory",
        "transfer.fetch");
    mayUse(
        "history",
        "files",
        "inventory",
        "manifest",
        "oci",
        "progress",
        "report",
        "settings",
        "store",
        "text");
    mayUse(
        "",
        "concurrent",
        "history",
        "inspect",
        "inventory",
        "local",
        "manifest",
        "oci",
        "progress",
        "prune",
        "settings",
        "store",
        "store.azure",
        "store.azure.config",
        "store.directory",
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
    sizes
        .entrySet()
        .removeIf(
            size ->
                size.getValue() <= TOO_LARGE.getOrDefault(size.getKey(), MOST_TYPES_IN_A_PACKAGE));
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
