package io.github.azblobcache.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.maven.support.SessionContext;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.MavenExecutionException;
import org.apache.maven.execution.MavenSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One participant in several sessions, as a Maven that stays has it: no session leaves a trace. */
class CacheParticipantTest {

  @TempDir private Path folder;

  private final Map<String, String> propertiesBefore = proxyProperties();
  private final ProxySelector selectorBefore = ProxySelector.getDefault();
  private final List<Thread> threadsBefore = TestSessions.ourThreads();
  private AbstractMavenLifecycleParticipant participant;

  /** By its name, as Maven does. */
  @BeforeEach
  void makeParticipant() throws ReflectiveOperationException {
    participant =
        (AbstractMavenLifecycleParticipant)
            Class.forName("io.github.azblobcache.maven.CacheParticipant")
                .getDeclaredConstructor()
                .newInstance();
  }

  @AfterEach
  void nothingIsLeft() throws InterruptedException {
    List<Thread> started = TestSessions.ourThreads();
    started.removeAll(threadsBefore);
    for (Thread thread : started) {
      thread.join();
    }
    assertEquals(propertiesBefore, proxyProperties());
    assertEquals(selectorBefore, ProxySelector.getDefault());
  }

  private static Map<String, String> proxyProperties() {
    Map<String, String> proxies = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.toLowerCase(Locale.ROOT).contains("proxy")) {
        proxies.put(name, System.getProperty(name));
      }
    }
    return proxies;
  }

  private MavenSession session(Map<String, String> properties) throws Exception {
    TestSessions sessions = new TestSessions(folder);
    MavenSession session = sessions.of("jib:build", sessions.module("a", properties));
    TestSessions.addProxy(session);
    return session;
  }

  private MavenSession cached() throws Exception {
    return session(Map.of("azblob-cache.from", "type=local,src=" + folder));
  }

  private static boolean isOpen(MavenSession session) {
    return SessionContext.of(session).caches().isPresent();
  }

  private static boolean hasProxy() {
    return "proxy.example".equals(System.getProperty("http.proxyHost"));
  }

  @Test
  void aSessionWithoutACacheOpensNothing() throws Exception {
    for (Map<String, String> properties :
        List.of(
            Map.<String, String>of(),
            Map.of("azblob-cache.from", "type=local,src=" + folder, "azblob-cache.skip", "true"))) {
      MavenSession session = session(properties);
      participant.afterProjectsRead(session);
      assertFalse(isOpen(session));
      assertFalse(hasProxy());
      participant.afterSessionEnd(session);
    }
  }

  @Test
  void aSessionThatFailsIsEndedAsAnyOther() throws Exception {
    MavenSession session = cached();
    participant.afterProjectsRead(session);
    assertTrue(isOpen(session));
    session.getResult().addException(new IllegalStateException("a test has failed"));
    participant.afterSessionEnd(session);
    participant.afterSessionEnd(session);
  }

  @Test
  void aSessionWithAWrongSettingHasNothingToEnd() throws Exception {
    MavenSession session = session(Map.of("azblob-cache.from", "type=floppy"));
    assertThrows(MavenExecutionException.class, () -> participant.afterProjectsRead(session));
    participant.afterSessionEnd(session);
  }

  @Test
  void theEndOfOneSessionIsNotThatOfAnother() throws Exception {
    MavenSession first = cached();
    MavenSession second = cached();
    participant.afterProjectsRead(first);
    participant.afterProjectsRead(second);
    participant.afterSessionEnd(first);
    assertTrue(hasProxy());
    participant.afterSessionEnd(second);
    assertFalse(hasProxy());
    MavenSession third = cached();
    participant.afterProjectsRead(third);
    assertTrue(isOpen(third));
    participant.afterSessionEnd(third);
  }

  @Test
  void aSessionThatItHasNotSeenBeginEndsWithoutIt() throws Exception {
    participant.afterSessionEnd(cached());
  }

  /** Maven reports no end where another extension has failed when the projects had been read. */
  @Test
  void aSessionThatAnotherExtensionHasEndedEndsBeforeTheNextOne() throws Exception {
    MavenSession ended = cached();
    participant.afterProjectsRead(ended);
    ended.getResult().addException(new IllegalStateException("another extension"));
    MavenSession next = session(Map.of());
    participant.afterProjectsRead(next);
    assertFalse(hasProxy());
    participant.afterSessionEnd(next);
  }
}
