package io.github.azblobcache.maven.session;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * Whether Jib will build an image in a session, judged by the command line and the models alone,
 * because computing Maven's execution plan would cost each build more than a wrong guess does.
 *
 * @param session Maven's
 * @param goals the goals and phases of the session
 */
record JibRuns(MavenSession session, List<String> goals) {

  private static final Set<String> BUILDING = Set.of("build", "buildTar", "dockerBuild");

  /**
   * The default lifecycle, in order.
   *
   * @see <a
   *     href="https://maven.apache.org/ref/3.9.11/maven-core/lifecycles.html#default-lifecycle">Maven,
   *     default lifecycle</a>
   */
  private static final List<String> PHASES =
      List.of(
          "validate",
          "initialize",
          "generate-sources",
          "process-sources",
          "generate-resources",
          "process-resources",
          "compile",
          "process-classes",
          "generate-test-sources",
          "process-test-sources",
          "generate-test-resources",
          "process-test-resources",
          "test-compile",
          "process-test-classes",
          "test",
          "prepare-package",
          "package",
          "pre-integration-test",
          "integration-test",
          "post-integration-test",
          "verify",
          "install",
          "deploy");

  private static final Set<String> CLEAN_PHASES = Set.of("pre-clean", "clean", "post-clean");

  /** The goals and phases of a session: those of its command line, or else the POM's default. */
  static JibRuns of(MavenSession session) {
    List<String> goals = session.getGoals();
    String usual = session.getTopLevelProject().getDefaultGoal();
    return new JibRuns(
        session, goals.isEmpty() && usual != null ? List.of(usual.trim().split("\\s+")) : goals);
  }

  /**
   * Whether the session could build an image of this project, also in ways that can't be foretold:
   * a goal may run phases by itself, and the phases of other lifecycles are not known.
   */
  boolean mayRun(MavenProject project) {
    if (in(project)) {
      return true;
    }
    boolean areOnlyPhases = true;
    for (String goal : goals) {
      areOnlyPhases &= PHASES.contains(goal) || CLEAN_PHASES.contains(goal);
    }
    JibSkips skips = new JibSkips(session, project);
    for (Plugin plugin : JibPlugins.built(project)) {
      for (PluginExecution execution : plugin.getExecutions()) {
        if (builds(execution)
            && !(areOnlyPhases && isKnown(execution.getPhase()))
            && !skips.skip(plugin, execution)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the session builds an image of this project. */
  boolean in(MavenProject project) {
    JibSkips skips = new JibSkips(session, project);
    for (String goal : goals) {
      if (isJibGoal(goal) && !skips.skipTyped(executionId(goal))) {
        return true;
      }
    }
    for (Plugin plugin : JibPlugins.built(project)) {
      if (isBound(plugin, lastPhase(goals), skips)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the session deletes what earlier builds have left in {@code target}, Jib's cache
   * included, before it builds. Where it is bound to a phase of a POM it is not seen.
   */
  boolean deleteTarget() {
    for (String goal : goals) {
      if (isJibGoal(goal)) {
        return false;
      }
      boolean isPhase = goal.equals("clean") || goal.equals("post-clean");
      if (isPhase || goal.matches("clean:clean(@.*)?|.*:maven-clean-plugin:(.*:)?clean(@.*)?")) {
        return true;
      }
    }
    return false;
  }

  /** Whether each goal of Jib that the session could run for this project pushes an image. */
  boolean onlyPush(MavenProject project) {
    for (String goal : goals) {
      if (isJibGoal(goal) && !"build".equals(name(goal))) {
        return false;
      }
    }
    for (Plugin plugin : JibPlugins.built(project)) {
      for (PluginExecution execution : plugin.getExecutions()) {
        if (execution.getGoals().contains("buildTar")
            || execution.getGoals().contains("dockerBuild")) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether this builds an image. */
  static boolean isJibGoal(MojoExecution execution) {
    return JibPlugins.ARTIFACT_ID.equals(execution.getArtifactId())
        && BUILDING.contains(execution.getGoal());
  }

  private static boolean isJibGoal(String goal) {
    String[] parts = goal.split(":");
    boolean isJib = parts[0].equals("jib") || goal.contains(":" + JibPlugins.ARTIFACT_ID + ":");
    return isJib && BUILDING.contains(name(goal));
  }

  private static String name(String goal) {
    String[] parts = goal.split("@")[0].split(":");
    return parts[parts.length - 1];
  }

  // As Maven reads jib:build@image
  private static String executionId(String goal) {
    int at = goal.indexOf('@');
    return at < 0 ? "default-cli" : goal.substring(at + 1);
  }

  private static int lastPhase(List<String> goals) {
    int last = -1;
    for (String goal : goals) {
      last = Math.max(last, PHASES.indexOf(goal));
    }
    return last;
  }

  private static boolean isBound(Plugin plugin, int lastPhase, JibSkips skips) {
    for (PluginExecution execution : plugin.getExecutions()) {
      if (builds(execution)
          && isUpTo(lastPhase, execution.getPhase())
          && !skips.skip(plugin, execution)) {
        return true;
      }
    }
    return false;
  }

  private static boolean builds(PluginExecution execution) {
    return !Collections.disjoint(execution.getGoals(), BUILDING);
  }

  private static boolean isKnown(String phase) {
    return phase != null && PHASES.contains(phase);
  }

  private static boolean isUpTo(int lastPhase, String phase) {
    return isKnown(phase) && PHASES.indexOf(phase) <= lastPhase;
  }
}
