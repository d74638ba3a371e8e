package io.github.azblobcache.maven.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.settings.CacheSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class SessionContextTest {

  private final MavenProject module = new MavenProject();
  private final MavenSession session = Sessions.of(null, module);
  private final SessionContext context = SessionContext.of(session);

  @Test
  void isTheSameForTheCopiesThatMavenMakesOfASession() {
    assertSame(context, SessionContext.of(session.clone()));
    assertNotSame(context, SessionContext.of(Sessions.of(null, new MavenProject())));
  }

  @Test
  void hasOneObjectOfAClass() {
    StringBuilder first = context.only(StringBuilder.class, StringBuilder::new);
    assertSame(first, context.only(StringBuilder.class, StringBuilder::new));
  }

  @Test
  void printsANoticeOnce() {
    List<String> printed = new ArrayList<>();
    context.once("offline", printed::add);
    context.once("offline", printed::add);
    context.once("another", printed::add);
    assertEquals(List.of("offline", "another"), printed);
  }

  @Test
  void knowsAModuleInTheCopyThatAForkedLifecycleHas() {
    assertEquals(Optional.empty(), context.settings(module));
    context.settings(module, CacheSettings.NOTHING);
    context.deferExport(module);
    MavenProject copy = module.clone();
    assertSame(CacheSettings.NOTHING, context.settings(copy).orElseThrow());
    assertTrue(context.defersExport(copy));
  }
}
