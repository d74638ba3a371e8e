package io.github.azblobcache.maven.session;

import io.github.azblobcache.maven.support.ModuleSettings;
import java.util.List;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;

/** Whether a user exports by a goal: then Jib's success alone does not. */
final class ExportBinding {

  private ExportBinding() {}

  /**
   * Whether the goal is bound in the project or is on the command line.
   *
   * @param goals the goals and phases of the session
   */
  static boolean runsIn(List<String> goals, MavenProject project) {
    for (String goal : goals) {
      if (isExport(goal)) {
        return true;
      }
    }
    return isBoundIn(project);
  }

  private static boolean isBoundIn(MavenProject project) {
    Plugin plugin = project.getPlugin(ModuleSettings.PLUGIN_KEY);
    if (plugin != null) {
      for (PluginExecution execution : plugin.getExecutions()) {
        if (execution.getGoals().contains("export")) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isExport(String goal) {
    String name = goal.split("@")[0];
    return name.equals("azblob-cache:export")
        || (name.contains(":azblob-cache-maven-plugin:") && name.endsWith(":export"));
  }
}
