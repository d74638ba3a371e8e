package io.github.azblobcache.maven;

import io.github.azblobcache.maven.goal.Goal;
import io.github.azblobcache.maven.goal.GoalContext;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * The parameters that all goals have; a {@link Goal} does the work. Every build that has the plugin
 * as an extension loads the mojos, so they name few classes.
 *
 * <p>The parameters are here for Maven's documentation of the goals. Their values are read by
 * {@link io.github.azblobcache.maven.support.ModuleSettings}, which knows where each was written.
 * Those that may have a key in them are no strings: with {@code -X} Maven prints the value of every
 * parameter, but a {@link PlexusConfiguration} as it is in the plugin's descriptor, <code>
 * ${azblob-cache.from}</code> (docs/behaviour.md, "printed parameters").
 */
@SuppressWarnings("UnusedVariable")
abstract class CacheMojo extends AbstractMojo {

  /**
   * The caches to import from, one per line, as {@code --cache-from} of buildx: {@code
   * type=azblob,account_url=https://acct.blob.core.windows.net,name=main} or {@code
   * type=local,src=/var/cache/layers}. The environment variable {@code AZBLOB_CACHE_FROM} says the
   * same. Empty: none.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.from")
  private PlexusConfiguration cacheFrom;

  /**
   * The caches to export to, one per line, as {@code --cache-to} of buildx: {@code
   * type=azblob,account_url=https://acct.blob.core.windows.net,name=main,mode=min} or {@code
   * type=local,dest=/var/cache/layers}. The environment variable {@code AZBLOB_CACHE_TO} says the
   * same. Empty: none.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.to")
  private PlexusConfiguration cacheTo;

  /**
   * Turns the cache off: no goal does anything, and Jib builds as if this plugin were not there.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.skip", defaultValue = "false")
  private boolean skip;

  /**
   * Leaves out all caches to import from.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.skipImport", defaultValue = "false")
  private boolean skipImport;

  /**
   * Leaves out all caches to export to: set it in the POM, and {@code
   * -Dazblob-cache.skipExport=false} where the main branch is built.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.skipExport", defaultValue = "false")
  private boolean skipExport;

  /**
   * What builds may do with their caches: {@code read} imports alone, {@code write} exports alone,
   * {@code read-write} does both, {@code none} does neither. {@code skipImport} and {@code
   * skipExport} count as well.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.access", defaultValue = "read-write")
  private String access;

  /**
   * The folder where layers are kept on their way, and those that the goal {@code import} has
   * fetched; from the checkout's root if it is relative. The usual one is {@code azblob-cache} in
   * the user's folder for caches, {@code ~/.cache} for instance.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.directory")
  private String directory;

  /**
   * How long a build waits for a cache that it imports from to answer first, {@code 2s} or {@code
   * 30s}. After that it builds the layers.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.patience", defaultValue = "2s")
  private String patience;

  /**
   * Blobs written or re-dated this recently stay when {@code prune} runs, although nothing names
   * them: a build may be about to do so. Exports go by the same setting, and have to be given the
   * same: one that prune has and exports have not is safe only while nothing exports, if it is
   * shorter.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.grace", defaultValue = "24h")
  private String grace;

  /**
   * Whether the CI service that runs the build gets a summary: GitHub Actions, Azure Pipelines.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.summary", defaultValue = "true")
  private boolean summary;

  /**
   * Whether layers that no cache has are compressed on all cores. Their bytes, and so the digests
   * of the image, are not those that Jib alone would give them; the files in them are the same.
   * Give all builds that share a cache the same setting.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.parallelGzip", defaultValue = "false")
  private boolean parallelGzip;

  /**
   * Whether {@code jib:build} leaves layers where they are that the target registry has, instead of
   * fetching them. Only where Jib's own cache is empty, and Maven does not build in parallel.
   *
   * @since 0.1.0
   */
  @Parameter(property = "azblob-cache.lazy", defaultValue = "false")
  private boolean lazy;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  /** Where the goal runs. */
  final GoalContext context() {
    return new GoalContext(session, project);
  }
}
