package io.github.azblobcache.maven.goal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.azblobcache.maven.TestSessions;
import io.github.azblobcache.settings.values.InvalidSettingException;
import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {

  @TempDir private Path folder;

  @Test
  void theWordOfOtherPluginsIsNotOverheard() {
    MavenSession session = new TestSessions(folder).of("azblob-cache:prune");
    DryRun.requireClear(session);
    session.getUserProperties().setProperty("dryRun", "true");
    assertEquals(
        "-DdryRun: this goal does not read it. Write -Dazblob-cache.dryRun, or"
            + " -Dazblob-cache.dryRun=false if it is meant for another plugin.",
        assertThrows(InvalidSettingException.class, () -> DryRun.requireClear(session))
            .getMessage());
    session.getUserProperties().setProperty("azblob-cache.dryRun", "false");
    DryRun.requireClear(session);
  }
}
