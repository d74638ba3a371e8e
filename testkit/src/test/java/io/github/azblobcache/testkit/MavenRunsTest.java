package io.github.azblobcache.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MavenRunsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"3.6.3", "3.8.8", "3.9.16", "4.0.0-rc-6"})
  void runsTheVersionThatIsAskedFor(String version) throws Exception {
    MavenRuns maven = RealParts.require(() -> MavenRuns.withVersion(version));

    MavenRun run = maven.run(folder, "--version").orFail();

    assertTrue(run.output().contains("Apache Maven " + version), run.output());
    assertTrue(run.took().toMillis() > 0);
  }

  @Test
  void passesEnvironmentAndReportsAFailure() throws Exception {
    MavenRuns maven = RealParts.require(MavenRuns::onHand);

    MavenRun run = maven.run(folder, Map.of("MAVEN_OPTS", "-Dsome=thing"), List.of("-X", "verify"));

    assertEquals(1, run.exitCode());
    assertTrue(run.output().contains("there is no POM in this directory"), run.output());
    assertThrows(AssertionError.class, run::orFail);
  }
}
