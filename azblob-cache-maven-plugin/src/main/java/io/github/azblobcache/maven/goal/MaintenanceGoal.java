package io.github.azblobcache.maven.goal;

import io.github.azblobcache.CacheMaintenance;
import io.github.azblobcache.manifest.NameGlob;
import io.github.azblobcache.report.format.ReportFormat;
import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.values.Setting;
import io.github.azblobcache.settings.values.WordText;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.text.Printable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * What {@code prune}, {@code du}, {@code history} and {@code verify} have in common: they need no
 * project, and work on each configured cache as a whole, whatever name its description has.
 */
public abstract class MaintenanceGoal extends Goal {

  private final String format;

  /**
   * @param format as it was written, or null
   */
  MaintenanceGoal(GoalContext context, String format) {
    super(context);
    this.format = format;
  }

  @Override
  protected final CacheSettings settings() {
    // Not the resolved ones: a build looks first into what was imported for it on this machine.
    return module().readForUpkeep();
  }

  @Override
  protected final void run(CacheSettings settings)
      throws IOException, MojoFailureException, MojoExecutionException {
    List<CacheDescription> caches = settings.to().isEmpty() ? settings.from() : settings.to();
    if (caches.isEmpty()) {
      throw new MojoFailureException(
          "No cache is configured. Set -Dazblob-cache.to, AZBLOB_CACHE_TO, or"
              + " -Dazblob-cache.from, for instance to"
              + " 'type=azblob,account_url=https://acct.blob.core.windows.net'.");
    }
    ReportFormat parsed = format(format);
    Terminal terminal = Terminal.of(session());
    List<CacheDescription> distinct = distinct(caches);
    // Maven prints the failure that the goal ends with: of one cache, it is printed once
    TurnByTurn turns = new TurnByTurn(distinct.size() > 1 ? log()::error : failure -> {});
    for (CacheDescription cache : distinct) {
      if (session().isOffline() && cache.location().isRemote()) {
        log().info("offline, " + cache.location() + " is left alone");
      } else {
        log().info(cache.location().toString());
        turns.take(cache.location().toString(), () -> run(cache, parsed, terminal));
      }
    }
    turns.end();
  }

  private void run(CacheDescription cache, ReportFormat parsed, Terminal terminal)
      throws IOException, MojoFailureException, MojoExecutionException {
    try (CacheMaintenance upkeep = new CacheMaintenance(cache, terminal.progress(log()::info))) {
      run(upkeep, new Report(parsed, out(parsed)), terminal);
    }
  }

  /**
   * Where a goal reports.
   *
   * @param format for people or for programs
   * @param out takes one line after the other
   */
  record Report(ReportFormat format, Consumer<Printable> out) {}

  /**
   * Does the goal's work on one cache.
   *
   * @throws IOException if the store fails
   * @throws MojoFailureException if a parameter is wrong, or the goal found what it looks for
   * @throws MojoExecutionException if only a part could be done
   */
  protected abstract void run(CacheMaintenance upkeep, Report report, Terminal terminal)
      throws IOException, MojoFailureException, MojoExecutionException;

  /** How to report, as it is written; a table if it is not. */
  static ReportFormat format(String written) {
    return read("format", written, it -> WordText.parse(it, ReportFormat.class))
        .orElse(ReportFormat.TABLE);
  }

  /** Reads a parameter, by the name that a user gives it; empty if it is not set, or blank. */
  public static <T> Optional<T> read(String name, String value, Function<Setting, T> parse) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    Setting setting = new Setting("-Dazblob-cache." + name, value);
    Setting.requireReplaced(List.of(setting));
    return Optional.of(parse.apply(setting));
  }

  /** Reads patterns with commas between them. */
  static List<NameGlob> globs(Setting setting) {
    return Stream.of(setting.value().split(","))
        .map(String::strip)
        .filter(pattern -> !pattern.isEmpty())
        .map(NameGlob::new)
        .toList();
  }

  // Two names in one place are one cache here.
  private static List<CacheDescription> distinct(List<CacheDescription> caches) {
    record Place(StoreLocation location, Layout layout) {}
    return List.copyOf(
        caches.stream()
            .collect(
                Collectors.toMap(
                    cache -> new Place(cache.location(), cache.layout()),
                    cache -> cache,
                    (first, second) -> first,
                    LinkedHashMap::new))
            .values());
  }
}
