package io.github.azblobcache.maven.goal;

import io.github.azblobcache.maven.session.SettingsProxies;
import io.github.azblobcache.maven.support.CacheLog;
import io.github.azblobcache.maven.support.ModuleSettings;
import io.github.azblobcache.progress.Progress;
import io.github.azblobcache.report.format.ReportFormat;
import io.github.azblobcache.report.terminal.ProgressDisplay;
import io.github.azblobcache.report.terminal.ProgressScreen;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.text.Printable;
import io.github.azblobcache.text.PrintableException;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/**
 * What a goal does, once its mojo has the parameters: what all have in common, where the settings
 * come from, {@code skip}, and how they fail.
 *
 * <p>Apart from the mojos, because every build that has the plugin as an extension loads those, and
 * each class that a method or a field of theirs names.
 */
public abstract class Goal {

  private static final CacheLog LOG = CacheLog.of(Goal.class);

  /** What the goals' caches report. */
  static final CacheEvents EVENTS = LOG.events();

  private final GoalContext context;

  public Goal(GoalContext context) {
    this.context = context;
  }

  /**
   * Runs the goal, unless the cache is turned off.
   *
   * @throws MojoFailureException if a setting is wrong, or the goal found what it looks for
   * @throws MojoExecutionException if a store fails, or only a part could be done
   */
  public final void execute() throws MojoExecutionException, MojoFailureException {
    try {
      CacheSettings settings = settings();
      if (settings.skip()) {
        log().info("skipped");
        return;
      }
      SettingsProxies proxies = SettingsProxies.activate(session(), List.of(settings));
      try {
        run(settings);
      } finally {
        proxies.close();
      }
    } catch (InvalidSettingException e) {
      throw new MojoFailureException(printable(e), PrintableException.of(e));
    } catch (MojoFailureException e) {
      throw new MojoFailureException(printable(e), cause(e));
    } catch (MojoExecutionException e) {
      throw new MojoExecutionException(printable(e), cause(e));
    } catch (IOException e) {
      throw new MojoExecutionException(printable(e), PrintableException.of(e));
    } catch (RuntimeException | LinkageError e) {
      PrintableException cause = PrintableException.of(e);
      throw new MojoExecutionException(cause.toString(), cause);
    }
  }

  // Maven prints these, with their causes.
  private static String printable(Exception e) {
    return Printable.of(e.getMessage()).toString();
  }

  private static @Nullable Exception cause(Exception e) {
    return e.getCause() == null ? null : PrintableException.of(e.getCause());
  }

  /**
   * The settings that the goal uses: those of a build.
   *
   * @throws InvalidSettingException if a setting is wrong
   */
  protected CacheSettings settings() {
    return module().resolve();
  }

  /**
   * Does the goal's work.
   *
   * @param settings those that the goal uses
   * @throws IOException if a store fails
   * @throws MojoFailureException if a setting that the goal needs is missing
   * @throws MojoExecutionException if only a part could be done
   */
  protected abstract void run(CacheSettings settings)
      throws IOException, MojoFailureException, MojoExecutionException;

  protected final MavenSession session() {
    return context.session();
  }

  protected final CacheLog log() {
    return LOG;
  }

  /**
   * Where the goal reports. JSON is for a pipe, so without the log's "[INFO]" and also where the
   * log is turned off.
   */
  protected final Consumer<Printable> out(ReportFormat format) {
    return format == ReportFormat.JSON ? CacheLog::print : log()::row;
  }

  /** What is configured for the module. */
  protected final ModuleSettings module() {
    return ModuleSettings.ofPlugin(session(), context.project());
  }

  /** Shows how far transfers are, until what is returned is closed. */
  protected final ProgressDisplay showProgress(Progress.Way way) {
    boolean isInteractive = session().getRequest().isInteractiveMode() && !session().isParallel();
    return ProgressDisplay.start(
        EVENTS.progress(), way, ProgressScreen.of(isInteractive, log()::info));
  }
}
