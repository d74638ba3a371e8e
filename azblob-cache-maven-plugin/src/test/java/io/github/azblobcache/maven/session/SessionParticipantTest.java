package io.github.azblobcache.maven.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.maven.TestSessions;
import io.github.azblobcache.maven.support.SessionContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.maven.MavenExecutionException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.classworlds.realm.DuplicateRealmException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionParticipantTest {

  @TempDir private Path folder;

  private final SessionParticipant participant = new SessionParticipant(null);

  @Test
  void theEndOfASessionEndsItsThreads() throws Exception {
    MavenSession session = session("jib:build", module("a", "type=local,src=" + folder));
    participant.afterProjectsRead(session);
    assertTrue(SessionContext.of(session).caches().isPresent());
    participant.afterSessionEnd(session);
    for (Thread thread : TestSessions.ourThreads()) {
      thread.join();
    }
  }

  @Test
  void aWrongSettingInALaterModuleEndsTheSessionBeforeAnythingIsOpened() throws Exception {
    MavenSession session =
        session("jib:build", module("a", "type=local,src=" + folder), module("b", "type=floppy"));
    List<Thread> before = TestSessions.ourThreads();
    assertThrows(MavenExecutionException.class, () -> participant.afterProjectsRead(session));
    assertEquals(Optional.empty(), SessionContext.of(session).caches());
    List<Thread> started = TestSessions.ourThreads();
    started.removeAll(before);
    assertEquals(List.of(), started);
  }

  @Test
  void layersAreLeftOnlyWhereOneGoalThatPushesRunsOnAnEmptyMachine() throws Exception {
    assertTrue(leaves("jib:build", session -> {}));
    assertFalse(leaves("jib:buildTar", session -> {}));
    assertFalse(leaves("jib:build", session -> session.getRequest().setOffline(true)));
    assertFalse(leaves("jib:build", session -> session.setParallel(true)));
    assertFalse(leaves("jib:build", session -> set(session, "azblob-cache.lazy", "false")));
    assertFalse(leaves("jib:build", session -> set(session, "azblob-cache.parallelGzip", "true")));
    System.setProperty("jib.applicationCache", folder.toString());
    try {
      assertFalse(leaves("jib:build", session -> {}));
    } finally {
      System.clearProperty("jib.applicationCache");
    }
    Files.createDirectories(folder.resolve("a/jib-cache/selectors"));
    assertFalse(leaves("jib:build", session -> {}));
  }

  private boolean leaves(String goal, Consumer<MavenSession> change) throws Exception {
    MavenProject module = module("a", "type=local,src=" + folder);
    MavenSession session = session(goal, module);
    set(session, "azblob-cache.lazy", "true");
    change.accept(session);
    participant.afterProjectsRead(session);
    participant.afterSessionEnd(session);
    return SessionContext.of(session).leavesLayers(module);
  }

  private static void set(MavenSession session, String property, String value) {
    session.getRequest().getUserProperties().setProperty(property, value);
  }

  @Test
  void withoutAnImageNothingIsReadAndNothingIsOpened() throws Exception {
    MavenSession session = session("test", module("a", "type=floppy"));
    participant.afterProjectsRead(session);
    participant.afterSessionEnd(session);
    assertEquals(Optional.empty(), SessionContext.of(session).caches());
  }

  @Test
  void theEndOfASessionTakesTheLoginOfAProxyBack() throws Exception {
    MavenSession session = session("jib:build", module("a", "type=local,src=" + folder));
    TestSessions.addProxy(session);
    participant.afterProjectsRead(session);
    assertEquals("password", System.getProperty("http.proxyPassword"));
    participant.afterSessionEnd(session);
    for (String property : List.of("proxyHost", "proxyPort", "proxyUser", "proxyPassword")) {
      assertNull(System.getProperty("http." + property));
    }
  }

  @Test
  void whatCanNotBeClosedDoesNotEndTheBuild() throws Exception {
    MavenSession session = session("jib:build", module("a", "type=local,src=" + folder));
    TestSessions.addProxy(session);
    Properties before = System.getProperties();
    try {
      System.setProperties(new Unremovable(before));
      participant.afterProjectsRead(session);
      assertEquals("proxy.example", System.getProperty("http.proxyHost"));
      participant.afterSessionEnd(session);
    } finally {
      System.setProperties(before);
    }
  }

  /** Refuses to lose a property. */
  private static final class Unremovable extends Properties {

    private static final long serialVersionUID = 1;

    Unremovable(Properties properties) {
      putAll(properties);
    }

    @Override
    public synchronized Object remove(Object key) {
      throw new SecurityException("not removable: " + key);
    }
  }

  private MavenProject module(String name, String from) throws DuplicateRealmException {
    return new TestSessions(folder).module(name, Map.of("azblob-cache.from", from));
  }

  private MavenSession session(String goal, MavenProject... modules) {
    return new TestSessions(folder).of(goal, modules);
  }
}
