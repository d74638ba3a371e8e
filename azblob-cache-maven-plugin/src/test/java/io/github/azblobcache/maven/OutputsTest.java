package io.github.azblobcache.maven;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.azblobcache.maven.support.CacheLog;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** Holds that text reaches logs and standard output by {@link CacheLog} alone, printable. */
class OutputsTest {

  private final JavaClasses ours =
      new ClassFileImporter()
          .withImportOption(
              place ->
                  !place.contains("/test-classes/")
                      && !place.contains("-tests.jar")
                      && !place.contains("testkit"))
          .importPackages("io.github.azblobcache");

  // CacheParticipant and JibStart run on any Java, and log before a cache is opened. JibRequests
  // reads
  // a log, and writes none.
  @Test
  void onlyTheCachesLogHasALogger() {
    noClasses()
        .that()
        .resideInAPackage("io.github.azblobcache..")
        .and()
        .areNotAssignableTo(CacheLog.class)
        .and()
        .haveNameNotMatching(".*\\.(SilentLoggers|CacheParticipant|JibStart|JibRequests|HelpMojo)")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.slf4j..",
            "org.apache.maven.plugin.logging..",
            "org.codehaus.plexus.logging..",
            "java.util.logging..")
        .check(ours);
  }

  // The bar on a terminal has numbers in it alone.
  @Test
  void onlyTheCachesLogAndTheProgressBarPrint() {
    noClasses()
        .that()
        .resideInAPackage("io.github.azblobcache..")
        .and()
        .areNotAssignableTo(CacheLog.class)
        .and()
        .haveNameNotMatching(".*\\.(ProgressScreen.*|HelpMojo)")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(PrintStream.class)
        .check(ours);
  }

  @Test
  void noStackTraceIsPrintedAndNoMojoLogs() {
    noClasses()
        .that()
        .resideInAPackage("io.github.azblobcache..")
        .should()
        .callMethodWhere(
            new DescribedPredicate<JavaMethodCall>("it prints past the log") {
              @Override
              public boolean test(JavaMethodCall call) {
                String name = call.getTarget().getName();
                return name.equals("printStackTrace")
                    || (name.equals("getLog")
                        && !call.getOriginOwner().getSimpleName().equals("HelpMojo"));
              }
            })
        .check(ours);
  }
}
