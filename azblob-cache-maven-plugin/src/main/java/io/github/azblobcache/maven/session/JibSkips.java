package io.github.azblobcache.maven.session;

import java.nio.file.InvalidPathException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Whether Jib will build no image of a module, although its goal runs there: the reasons are Jib's
 * own. Nothing is fetched for such a module (docs/behaviour.md, "skipped goals").
 *
 * @param session Maven's
 * @param project the module
 * @see <a
 *     href="https://github.com/GoogleContainerTools/jib/blob/v3.5.2-maven/jib-maven-plugin/src/main/java/com/google/cloud/tools/jib/maven/MojoCommon.java">Jib,
 *     shouldSkipJibExecution</a>
 */
record JibSkips(MavenSession session, MavenProject project) {

  private static final String SKIP = "jib.skip";
  private static final String CONTAINERIZE = "jib.containerize";

  /** Whether Jib skips an execution that the POM has. */
  boolean skip(Plugin plugin, PluginExecution execution) {
    return skipsModule() || isSkipSet(plugin, execution, execution.getId());
  }

  /**
   * Whether Jib skips a goal that is on the command line.
   *
   * @param executionId the one that gives the goal its configuration, if the POM has it
   */
  boolean skipTyped(String executionId) {
    if (skipsModule()) {
      return true;
    }
    for (Plugin plugin : JibPlugins.all(project)) {
      PluginExecution execution = plugin.getExecutionsAsMap().get(executionId);
      // Maven takes what is only managed if nothing else has the plugin.
      return isSkipSet(plugin, execution == null ? plugin : execution, executionId);
    }
    return isSkipSet(new Plugin(), new Plugin(), executionId);
  }

  /** Whether Jib skips a goal that is about to run. */
  boolean skip(MojoExecution execution) {
    if (skipsModule()) {
      return true;
    }
    Xpp3Dom configured = execution.getConfiguration();
    Xpp3Dom skip = configured == null ? null : configured.getChild("skip");
    if (skip == null || skip.getValue() == null) {
      return Boolean.parseBoolean(property(SKIP));
    }
    return Boolean.parseBoolean(value(skip.getValue().strip(), execution));
  }

  private boolean skipsModule() {
    return project.getPackaging().equals("pom") || isOtherModuleChosen();
  }

  private boolean isOtherModuleChosen() {
    String chosen = property(CONTAINERIZE);
    if (chosen == null
        || chosen.isEmpty()
        || chosen.equals(project.getGroupId() + ":" + project.getArtifactId())
        || chosen.equals(":" + project.getArtifactId())) {
      return false;
    }
    try {
      return chosen.contains(":") || !project.getBasedir().toPath().endsWith(chosen);
    } catch (InvalidPathException e) {
      return true;
    }
  }

  // In the order in which Jib looks.
  private String property(String name) {
    String user = session.getUserProperties().getProperty(name);
    if (user != null) {
      return user;
    }
    String ofProject = project.getProperties().getProperty(name);
    return ofProject != null ? ofProject : session.getSystemProperties().getProperty(name);
  }

  private boolean isSkipSet(Plugin plugin, ConfigurationContainer configured, String executionId) {
    String skip = configuredSkip(configured);
    if (skip.isEmpty() && property(SKIP) == null) {
      return false;
    }
    String expression = skip.isEmpty() ? "${" + SKIP + "}" : skip;
    return Boolean.parseBoolean(value(expression, new MojoExecution(plugin, "build", executionId)));
  }

  private String value(String expression, MojoExecution execution) {
    return expression.contains("${") ? evaluate(expression, execution) : expression;
  }

  private static String configuredSkip(ConfigurationContainer configured) {
    if (configured.getConfiguration() instanceof Xpp3Dom dom
        && dom.getChild("skip") != null
        && dom.getChild("skip").getValue() != null) {
      return dom.getChild("skip").getValue().strip();
    }
    return "";
  }

  // With Maven's own code for parameters, as Jib's will be.
  private String evaluate(String expression, MojoExecution execution) {
    MavenProject current = session.getCurrentProject();
    session.setCurrentProject(project);
    try {
      Object value =
          new PluginParameterExpressionEvaluator(session, execution)
              .evaluate(expression, boolean.class);
      return String.valueOf(value).strip();
    } catch (ExpressionEvaluationException e) {
      // Maven meets it again when Jib's turn comes, and says so.
      return "false";
    } finally {
      session.setCurrentProject(current);
    }
  }
}
