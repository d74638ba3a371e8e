package io.github.azblobcache.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * What only some classes of the shipped modules may do, and which packages of the Maven modules may
 * use which others. A permission that no class uses fails too, so that the lists stay true.
 */
class GuardRailsTest {

  private static final String ROOT = "io.github.azblobcache.";
  private static final int MOST_TYPES_IN_A_PACKAGE = 15;

  private static final JavaClasses ALL = ours();

  /** Ours alone: to look up what they inherit from other libraries takes most of the time. */
  private static JavaClasses ours() {
    ArchConfiguration configuration = ArchConfiguration.get();
    configuration.setResolveMissingDependenciesFromClassPath(false);
    try {
      return new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/testkit/"))
          .importPackages(ROOT + "..");
    } finally {
      configuration.reset();
    }
  }

  @Test
  void everyModuleIsLookedAt() {
    assertTrue(ALL.contain(ROOT + "maven.PruneMojo"));
    assertTrue(ALL.contain(ROOT + "maven.support.MavenComponents"));
    assertTrue(ALL.contain(ROOT + "jib.AzblobCacheExtension"));
    assertTrue(ALL.contain(ROOT + "SessionCaches"));
  }

  @Test
  void onlyOneClassMakesThreads() {
    assertEquals(
        Set.of("DaemonThreads"),
        whoCalls(call -> call.getTargetOwner().isEquivalentTo(Thread.class) && isNew(call)));
  }

  /** The others are given a clock or the store's time, so that their tests need not wait. */
  @Test
  void onlyTheseReadTheClock() {
    assertEquals(
        sorted(
            "AzblobCacheExtension",
            "AzureBlobStore",
            "BlobUploads",
            "DirectoryBlobStore",
            "EntraIdTokens",
            "JibCacheDirectory",
            "JibSession",
            "LayerDownloads",
            "LayerImport",
            "Span",
            "Staging"),
        whoCalls(
            call ->
                call.getTargetOwner().isEquivalentTo(Instant.class)
                        && call.getName().equals("now")
                        && isWithoutClock(call)
                    || call.getTargetOwner().isEquivalentTo(Clock.class)
                        && call.getName().startsWith("system")));
  }

  @Test
  void onlyThesePrint() {
    assertEquals(
        Set.of("CacheLog", "ProgressScreen"),
        whoCalls(
            call ->
                call.getTargetOwner().isEquivalentTo(System.class)
                    && Set.of("out", "err").contains(call.getName())));
    assertEquals(Set.of(), whoCalls(call -> call.getDescription().contains("printStackTrace()")));
  }

  @Test
  void eachPackageOfTheMavenModulesUsesOnlyWhatIsBelowIt() {
    Map<String, Set<String>> used = new TreeMap<>();
    for (JavaClass type : ALL) {
      String from = packageOf(type);
      if (from.equals("maven") || from.startsWith("maven.") || isJib(from)) {
        Set<String> below = used.computeIfAbsent(from, key -> new TreeSet<>());
        for (Dependency arrow : type.getDirectDependenciesFromSelf()) {
          JavaClass target = arrow.getTargetClass().getBaseComponentType();
          String to = packageOf(target);
          if (target.getPackageName().startsWith(ROOT) && !to.equals(from)) {
            below.add(to.startsWith("maven") || isJib(to) ? to : "the core");
          }
        }
      }
    }
    Map<String, Set<String>> allowed = new TreeMap<>();
    allowed.put("maven.support", Set.of("the core"));
    allowed.put("maven.session", Set.of("maven.support", "the core"));
    allowed.put("maven.goal", Set.of("maven.session", "maven.support", "the core"));
    allowed.put("maven.init", Set.of("maven.goal", "maven.session", "maven.support", "the core"));
    allowed.put("maven", Set.of("maven.goal", "maven.init"));
    allowed.put("jib.gzip", Set.of("the core"));
    allowed.put("jib.lazy", Set.of("the core"));
    allowed.put("jib.tar", Set.of("the core"));
    allowed.put("jib.layers", Set.of("jib.gzip", "jib.lazy", "jib.tar", "the core"));
    allowed.put("jib.explain", Set.of("jib.layers", "the core"));
    allowed.put("jib.base.image", Set.of("the core"));
    allowed.put("jib.base", Set.of("jib.base.image", "maven.support", "the core"));
    allowed.put(
        "jib",
        Set.of(
            "jib.base",
            "jib.explain",
            "jib.gzip",
            "jib.layers",
            "jib.lazy",
            "jib.tar",
            "maven.support",
            "the core"));
    assertEquals(lines(allowed), lines(used));
  }

  /** So that another build tool's front can take them as they are. */
  @Test
  void belowItsFrontTheJibExtensionKnowsNoMaven() {
    Set<String> front = Set.of("jib", "jib.base");
    Set<String> known = new TreeSet<>();
    for (JavaClass type : ALL) {
      if (isJib(packageOf(type)) && !front.contains(packageOf(type))) {
        for (Dependency arrow : type.getDirectDependenciesFromSelf()) {
          String target = arrow.getTargetClass().getBaseComponentType().getName();
          if (target.startsWith("org.apache.maven.") || target.startsWith("org.codehaus.")) {
            known.add(type.getSimpleName() + " -> " + target);
          }
        }
      }
    }
    // Compares versions, and is no part of a build
    assertEquals(
        Set.of("JibVersion -> org.apache.maven.artifact.versioning.ComparableVersion"), known);
  }

  @Test
  void noPackageIsTooLargeToKnow() {
    Map<String, Integer> sizes = new TreeMap<>();
    for (JavaClass type : ALL) {
      if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
        sizes.merge(packageOf(type), 1, Integer::sum);
      }
    }
    sizes.entrySet().removeIf(size -> size.getValue() <= MOST_TYPES_IN_A_PACKAGE);
    assertEquals(Map.of(), sizes);
  }

  private static String lines(Map<String, Set<String>> arrows) {
    StringBuilder lines = new StringBuilder();
    arrows.forEach(
        (name, below) ->
            lines.append(name).append(" -> ").append(new TreeSet<>(below)).append('\n'));
    return lines.toString();
  }

  private static boolean isJib(String name) {
    return name.equals("jib") || name.startsWith("jib.");
  }

  private static String packageOf(JavaClass type) {
    return (type.getPackageName() + ".").replaceFirst("^" + ROOT, "").replaceFirst("\\.$", "");
  }

  /** In the order in which {@link #whoCalls} gives them, so that a failure is easy to read. */
  private static Set<String> sorted(String... names) {
    return new TreeSet<>(List.of(names));
  }

  private static boolean isNew(JavaAccess<?> access) {
    return access.getName().equals("<init>");
  }

  private static boolean isWithoutClock(JavaAccess<?> access) {
    return access.getDescription().contains("now()");
  }

  /** The simple names of the top-level classes that do it. */
  private static Set<String> whoCalls(Predicate<JavaAccess<?>> what) {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : ALL) {
      if (type.getAccessesFromSelf().stream().anyMatch(what)) {
        found.add(type.getName().replaceFirst("\\$.*", "").replaceFirst(".*\\.", ""));
      }
    }
    return found;
  }
}
