package io.github.azblobcache.maven.goal;

import io.github.azblobcache.settings.values.InvalidSettingException;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;

/** Whether who runs a goal that changes something meant to change it. */
public final class DryRun {

  private static final String OURS = "azblob-cache.dryRun";
  private static final String OF_OTHERS = "dryRun";

  private DryRun() {}

  /**
   * Makes sure that a dry run was not asked for in the words of other plugins, which the goal would
   * not hear.
   *
   * @throws InvalidSettingException if only {@code -DdryRun} is there
   */
  public static void requireClear(MavenSession session) {
    Properties given = session.getUserProperties();
    if (given.getProperty(OF_OTHERS) != null && given.getProperty(OURS) == null) {
      throw new InvalidSettingException(
          "-D" + OF_OTHERS,
          "this goal does not read it",
          "Write -D" + OURS + ", or -D" + OURS + "=false if it is meant for another plugin.");
    }
  }
}
