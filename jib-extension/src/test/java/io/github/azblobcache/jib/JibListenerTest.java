package io.github.azblobcache.jib;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class JibListenerTest {

  private static final MavenProject MODULE = new MavenProject();

  private final List<String> heard = new ArrayList<>();

  @Test
  void hearsOfEveryGoalBecauseEachMayRunJibAndPassesEverythingOn() {
    JibListener listener = listener(() -> heard.add("finish"));

    listener.mojoSucceeded(event("maven-jar-plugin"));
    listener.mojoSucceeded(event("jib-maven-plugin"));
    listener.mojoFailed(event("jib-maven-plugin"));
    listener.sessionEnded(event("none"));

    assertEquals(
        List.of(
            "next: succeeded",
            "finish",
            "next: succeeded",
            "finish",
            "next: failed",
            "abandon",
            "ending",
            "next: ended",
            "close"),
        heard);
  }

  @Test
  void aFailedExportIsTheFailureOfTheBuild() {
    JibListener listener =
        listener(
            () -> {
              throw new IOException("The store is full");
            });

    ExportFailedException failure =
        assertThrows(
            ExportFailedException.class, () -> listener.mojoSucceeded(event("jib-maven-plugin")));
    assertEquals("The store is full", failure.getMessage());
  }

  @Test
  void aClassThatAnOldJibLacksFailsNoBuild() {
    JibListener listener =
        listener(
            () -> {
              throw new NoClassDefFoundError("com/example/New");
            });

    assertDoesNotThrow(() -> listener.mojoSucceeded(event("jib-maven-plugin")));
  }

  @Test
  void aReportThatFailsKeepsNobodyFromTheEndOfTheSession() {
    JibListener listener =
        listener(
            () -> heard.add("finish"),
            () -> {
              throw new NoClassDefFoundError("com/example/New");
            });

    listener.sessionEnded(event("none"));

    assertEquals(List.of("next: ended", "close"), heard);
  }

  @Test
  void aMavenWithoutAListenerGetsOne() {
    MavenSession session = session();
    JibListener.listen(session, images(() -> heard.add("finish"), () -> heard.add("ending")));

    ExecutionListener listener = session.getRequest().getExecutionListener();
    listener.mojoSucceeded(event("jib-maven-plugin"));
    listener.sessionEnded(event("none"));

    assertEquals(List.of("finish", "ending", "close"), heard);
  }

  @SuppressWarnings("deprecation")
  private static MavenSession session() {
    return new MavenSession(
        null,
        new DefaultMavenExecutionRequest(),
        new DefaultMavenExecutionResult(),
        List.of(MODULE));
  }

  private interface Finish {
    void run() throws IOException;
  }

  private JibListener listener(Finish finish) {
    return listener(finish, () -> heard.add("ending"));
  }

  private JibListener listener(Finish finish, Runnable ending) {
    return new JibListener(
        new AbstractExecutionListener() {
          @Override
          public void mojoSucceeded(ExecutionEvent event) {
            heard.add("next: succeeded");
          }

          @Override
          public void mojoFailed(ExecutionEvent event) {
            heard.add("next: failed");
          }

          @Override
          public void sessionEnded(ExecutionEvent event) {
            heard.add("next: ended");
          }
        },
        images(finish, ending));
  }

  private JibListener.Images images(Finish finish, Runnable ending) {
    return new JibListener.Images() {
      @Override
      public void finish(MavenProject project) throws IOException {
        assertEquals(MODULE, project);
        finish.run();
      }

      @Override
      public void abandon(MavenProject project) {
        heard.add("abandon");
      }

      @Override
      public void ending() {
        ending.run();
      }

      @Override
      public void close() {
        heard.add("close");
      }
    };
  }

  private static ExecutionEvent event(String plugin) {
    Plugin model = new Plugin();
    model.setArtifactId(plugin);
    MojoExecution execution = new MojoExecution(model, "goal", "id");
    return new ExecutionEvent() {
      @Override
      public Type getType() {
        return Type.MojoSucceeded;
      }

      @Override
      public MavenSession getSession() {
        throw new UnsupportedOperationException();
      }

      @Override
      public MavenProject getProject() {
        return MODULE;
      }

      @Override
      public MojoExecution getMojoExecution() {
        return execution;
      }

      @Override
      public Exception getException() {
        throw new UnsupportedOperationException();
      }
    };
  }
}
