package io.github.azblobcache.maven.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.BuildEnvironment;
import io.github.azblobcache.CacheDirectories;
import io.github.azblobcache.SessionCaches;
import io.github.azblobcache.maven.support.JibGoalListener;
import io.github.azblobcache.maven.support.SessionContext;
import io.github.azblobcache.transfer.CacheTimeouts;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.MojoExecutionEvent;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JibGoalStartTest {

  private static final List<Thread> TOLD = new ArrayList<>();

  @TempDir private Path folder;

  private final MavenProject project = new MavenProject();
  private String configuration;

  @BeforeEach
  void forget() {
    TOLD.clear();
  }

  @Test
  void theExtensionIsToldOnTheThreadThatIsAboutToRunJib() throws IOException {
    begin("jib-maven-plugin", "buildTar", Extension.class);
    assertEquals(List.of(Thread.currentThread()), TOLD);
  }

  @Test
  void anExecutionThatIsSkippedIsNotItsBusiness() throws Exception {
    configuration = "<configuration><skip>${skipped}</skip></configuration>";
    project.getProperties().setProperty("skipped", "true");
    begin("jib-maven-plugin", "build", Extension.class);
    configuration = "<configuration><skip>${jib.skip}</skip></configuration>";
    project.getProperties().setProperty("jib.skip", "true");
    begin("jib-maven-plugin", "build", Extension.class);
    configuration = null;
    begin("jib-maven-plugin", "build", Extension.class);
    assertEquals(List.of(), TOLD);
    project.getProperties().setProperty("jib.skip", "false");
    configuration = "<configuration><skip>${jib.skip}</skip></configuration>";
    begin("jib-maven-plugin", "build", Extension.class);
    assertEquals(1, TOLD.size());
  }

  @Test
  void aGoalThatBuildsNoImageIsNotItsBusiness() throws IOException {
    begin("jib-maven-plugin", "_skaffold-init", Extension.class);
    begin("maven-jar-plugin", "build", Extension.class);
    assertEquals(List.of(), TOLD);
  }

  @Test
  void whatGoesWrongThereFailsNoBuild() throws IOException {
    begin("jib-maven-plugin", "build", Broken.class);
    begin("jib-maven-plugin", "build", String.class);
    assertEquals(List.of(), TOLD);
  }

  @Test
  void withNoCacheInTheSessionNothingIsSaid() throws IOException {
    begin(event("jib-maven-plugin", "build", Extension.class));
    assertEquals(List.of(), TOLD);
  }

  /** What Jib's class path says that it has. */
  public static class Extension implements JibGoalListener {

    @Override
    public void beforeJibGoal(MojoExecutionEvent event) {
      TOLD.add(Thread.currentThread());
    }
  }

  /** Made for another core than that of the plugin. */
  public static final class Broken extends Extension {

    @Override
    public void beforeJibGoal(MojoExecutionEvent event) {
      throw new NoSuchMethodError("SessionCaches.inBackground");
    }
  }

  private void begin(String plugin, String goal, Class<?> extension) throws IOException {
    CacheDirectories home = new CacheDirectories(folder.resolve("home"));
    BuildEnvironment place = new BuildEnvironment(folder, home, CacheTimeouts.DEFAULT);
    try (SessionCaches caches = new SessionCaches(place, CacheEvents.NONE)) {
      MojoExecutionEvent event = event(plugin, goal, extension);
      SessionContext.of(event.getSession()).share(caches);
      begin(event);
    }
  }

  private static void begin(MojoExecutionEvent event) {
    new JibGoalStart().beforeMojoExecution(event);
  }

  private MojoExecutionEvent event(String artifactId, String goal, Class<?> extension)
      throws IOException {
    Plugin plugin = new Plugin();
    plugin.setArtifactId(artifactId);
    MojoExecution execution = new MojoExecution(plugin, goal, "default-cli");
    if (configuration != null) {
      execution.setConfiguration(dom(configuration));
    }
    return new MojoExecutionEvent(session(), project, execution, jib(extension));
  }

  private static Xpp3Dom dom(String xml) throws IOException {
    try {
      return Xpp3DomBuilder.build(new StringReader(xml));
    } catch (XmlPullParserException e) {
      throw new IOException(e);
    }
  }

  /** A mojo with a class path of its own, which says that it has one extension. */
  private Mojo jib(Class<?> extension) throws IOException {
    Path services = Files.createDirectories(folder.resolve("classes/META-INF/services"));
    Files.writeString(services.resolve(JibGoalListener.class.getName()), extension.getName());
    URL[] classPath = {folder.resolve("classes").toUri().toURL()};
    ClassLoader loader =
        new URLClassLoader(classPath, getClass().getClassLoader()) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            return findResources(name);
          }
        };
    return (Mojo)
        Proxy.newProxyInstance(
            loader, new Class<?>[] {Mojo.class}, (mojo, method, arguments) -> null);
  }

  @SuppressWarnings("deprecation")
  private MavenSession session() {
    return new MavenSession(
        null,
        new DefaultMavenExecutionRequest(),
        new DefaultMavenExecutionResult(),
        List.of(project));
  }
}
