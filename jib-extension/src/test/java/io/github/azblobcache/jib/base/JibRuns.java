package io.github.azblobcache.jib.base;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;

/** Runs of Jib's goals as Maven makes them, with a configuration. */
public final class JibRuns {

  private JibRuns() {}

  /**
   * @param folder the module's
   * @param user what the command line sets with {@code -D}
   * @param configuration what stands in the POM, as XML
   */
  static JibRun of(Path folder, String goal, Map<String, String> user, String configuration)
      throws Exception {
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    Properties properties = new Properties();
    properties.putAll(user);
    request.setUserProperties(properties);
    MavenProject project = new MavenProject();
    MavenSession session = session(request, project);
    project.setFile(folder.resolve("pom.xml").toFile());
    project.getModel().setBuild(new Build());
    project.getBuild().setDirectory(folder.resolve("target").toString());
    MojoDescriptor mojo = new MojoDescriptor();
    mojo.setGoal(goal);
    mojo.setPluginDescriptor(new PluginDescriptor());
    MojoExecution execution = new MojoExecution(mojo, "default-cli");
    execution.setConfiguration(
        Xpp3DomBuilder.build(
            new StringReader("<configuration>" + configuration + "</configuration>")));
    return JibRun.of(session, project, execution);
  }

  /** The image in a repository that {@code jib:build} pushes to, which allows plain HTTP. */
  public static TargetImage target(Path folder, String image) throws Exception {
    String insecure = "<allowInsecureRegistries>true</allowInsecureRegistries>";
    JibRun run = of(folder, "build", Map.of("jib.to.image", image), insecure);
    return TargetImage.of(run.session(), run.project(), run.execution()).orElseThrow();
  }

  @SuppressWarnings("deprecation") // What Maven 4 has in its place is not in Maven 3.
  private static MavenSession session(DefaultMavenExecutionRequest request, MavenProject project) {
    return new MavenSession(null, request, new DefaultMavenExecutionResult(), List.of(project));
  }
}
