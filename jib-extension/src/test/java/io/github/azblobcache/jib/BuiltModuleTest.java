package io.github.azblobcache.jib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.google.cloud.tools.jib.maven.extension.MavenData;
import io.github.azblobcache.maven.support.SessionContext;
import io.github.azblobcache.settings.CacheSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltModuleTest {

  @TempDir private Path folder;

  @Test
  void itsOwnPropertiesCountInPlaceOfThePluginsSettings() {
    MavenData maven = maven(new MavenProject());
    CacheSettings plugins = CacheSettings.NOTHING;
    SessionContext.of(maven.getMavenSession()).settings(maven.getMavenProject(), plugins);

    assertSame(plugins, BuiltModule.of(maven, Map.of()).settings());
    CacheSettings own =
        BuiltModule.of(maven, Map.of("cache-to", "type=local,dest=" + folder)).settings();
    assertEquals(1, own.to().size());
  }

  @SuppressWarnings("deprecation")
  private MavenData maven(MavenProject project) {
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setBaseDirectory(folder.toFile());
    MavenSession session =
        new MavenSession(null, request, new DefaultMavenExecutionResult(), List.of(project));
    return new MavenData() {
      @Override
      public MavenSession getMavenSession() {
        return session;
      }

      @Override
      public MavenProject getMavenProject() {
        return project;
      }
    };
  }
}
