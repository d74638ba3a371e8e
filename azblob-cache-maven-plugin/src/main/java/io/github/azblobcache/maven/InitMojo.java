package io.github.azblobcache.maven;

import io.github.azblobcache.maven.init.InitGoal;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Sets a project up: adds this plugin to {@code .mvn/extensions.xml}, which leaves the POM as it
 * is, says what else is missing, and shows or writes the configuration of a CI service. What is
 * there already stays.
 *
 * <p>Works in a project that does not name this plugin, by full coordinates.
 */
@Mojo(name = "init", requiresProject = false, aggregator = true, threadSafe = true)
public final class InitMojo extends CacheMojo {

  /**
   * Writes the configuration of a CI service: {@code github}, {@code azure}, {@code gitlab} or
   * {@code jenkins}. Pull requests import, the main branch exports as well.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.ci")
  private String ci;

  /**
   * The account's blob endpoint in the configuration of the CI service, {@code
   * https://<account>.blob.core.windows.net}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.accountUrl")
  private String accountUrl;

  /**
   * Adds the plugin to {@code ~/.m2/extensions.xml} in place of the project's file, for all
   * projects of this user. Needs Maven 3.10 or newer, and no project.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.userWide", defaultValue = "false")
  private boolean userWide;

  /**
   * Replaces another version of this plugin in {@code extensions.xml}, and a configuration of the
   * CI service that is there.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.overwrite", defaultValue = "false")
  private boolean overwrite;

  /**
   * Prints what would be written, and writes nothing.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.dryRun", defaultValue = "false")
  private boolean dryRun;

  /** For Maven, which makes the instance. */
  public InitMojo() {}

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    new InitGoal(context(), ci, accountUrl, userWide, overwrite, dryRun).execute();
  }
}
