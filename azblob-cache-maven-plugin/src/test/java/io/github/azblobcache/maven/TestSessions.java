package io.github.azblobcache.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Proxy;
import org.codehaus.plexus.classworlds.ClassWorld;
import org.codehaus.plexus.classworlds.realm.DuplicateRealmException;

/**
 * Maven's own objects for sessions, as Maven makes them.
 *
 * @param folder where the projects are
 */
public record TestSessions(Path folder) {

  /** A module that declares the plugin, with properties. */
  public MavenProject module(String name, Map<String, String> properties)
      throws DuplicateRealmException {
    Model model = new Model();
    model.setGroupId("com.example");
    model.setArtifactId(name);
    properties.forEach(model::addProperty);
    Build build = new Build();
    build.setDirectory(folder.resolve(name).toString());
    model.setBuild(build);
    MavenProject module = new MavenProject(model);
    module.setClassRealm(new ClassWorld().newRealm(name, getClass().getClassLoader()));
    return module;
  }

  /** A session in which a goal is asked for. */
  @SuppressWarnings("deprecation")
  public MavenSession of(String goal, MavenProject... modules) {
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setGoals(List.of(goal));
    request.setBaseDirectory(folder.toFile());
    return new MavenSession(null, request, new DefaultMavenExecutionResult(), List.of(modules));
  }

  /** Gives a session's settings a proxy that asks for a login. */
  public static void addProxy(MavenSession session) {
    Proxy proxy = new Proxy();
    proxy.setProtocol("http");
    proxy.setHost("proxy.example");
    proxy.setUsername("user");
    proxy.setPassword("password");
    session.getRequest().addProxy(proxy);
    session.getSettings().addProxy(proxy);
  }

  /** The threads of the caches that run now. */
  public static List<Thread> ourThreads() {
    List<Thread> ours = new ArrayList<>(Thread.getAllStackTraces().keySet());
    ours.removeIf(thread -> !thread.getName().startsWith("azblob-cache"));
    return ours;
  }
}
