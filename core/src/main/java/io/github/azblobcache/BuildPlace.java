package io.github.azblobcache;

import io.github.azblobcache.settings.CacheDescription;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.DurationText;
import io.github.azblobcache.settings.InvalidSettingException;
import io.github.azblobcache.settings.Setting;
import io.github.azblobcache.store.DirectoryLocation;
import io.github.azblobcache.transfer.Timing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a build runs, and what that means for its caches.
 *
 * @param checkout the root folder of the sources
 * @param home where layers are kept on their way
 * @param timing the times that its caches go by
 */
public record BuildPlace(Path checkout, CacheHome home, Timing timing) {

  /**
   * The setting of {@link io.github.azblobcache.transfer.Patience#firstAnswer}, {@code 2500ms} or
   * {@code 30s}.
   */
  public static final String PATIENCE_PROPERTY = "azblob-cache.patience";

  /** The setting of {@link io.github.azblobcache.transfer.Grace#period}, as prune has it. */
  public static final String GRACE_PROPERTY = "azblob-cache.grace";

  private static final Pattern PATIENCE = Pattern.compile("(\\d{1,9})(ms|s)");

  /**
   * Where a build runs, as its settings say.
   *
   * @param property tells a user property; null if it is not set
   * @throws InvalidSettingException if a setting is wrong
   */
  public static BuildPlace of(Path checkout, UnaryOperator<String> property) {
    CacheHome home =
        Optional.ofNullable(property.apply(CacheHome.PROPERTY))
            .map(folder -> new CacheHome(checkout.resolve(folder)))
            .orElseGet(() -> CacheHome.ofUser(System::getProperty, System::getenv));
    return new BuildPlace(checkout, home, timing(property));
  }

  private static Timing timing(UnaryOperator<String> property) {
    Timing timing = Timing.DEFAULT;
    String patience = property.apply(PATIENCE_PROPERTY);
    if (patience != null) {
      timing = timing.withFirstAnswer(firstAnswer(patience));
    }
    String grace = property.apply(GRACE_PROPERTY);
    if (grace != null) {
      timing = timing.withGrace(DurationText.parse(new Setting("-D" + GRACE_PROPERTY, grace)));
    }
    return timing;
  }

  private static Duration firstAnswer(String text) {
    Matcher matcher = PATIENCE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new InvalidSettingException(
          "-D" + PATIENCE_PROPERTY, "'" + text + "' is not a duration", "Write 2500ms or 30s.");
    }
    long count = Long.parseLong(matcher.group(1));
    return matcher.group(2).equals("s") ? Duration.ofSeconds(count) : Duration.ofMillis(count);
  }

  /** What to tell the user, once, where being offline leaves caches out. */
  public static final String OFFLINE =
      "Maven is offline: only layers that are on this machine are used, and none is uploaded";

  /**
   * The settings that a build goes by: without the caches that need a network if it is offline, and
   * with what was imported for this checkout first.
   *
   * @param configured what the user wrote
   */
  public CacheSettings settings(CacheSettings configured, boolean isOffline) {
    if (configured.isNothing()) {
      return configured;
    }
    List<CacheDescription> from = new ArrayList<>();
    if (Files.isDirectory(imported())) {
      from.add(CheckoutImport.description(imported()));
    }
    from.addAll(reachable(configured.from(), isOffline));
    return new CacheSettings(from, reachable(configured.to(), isOffline), false);
  }

  private static List<CacheDescription> reachable(
      List<CacheDescription> caches, boolean isOffline) {
    return caches.stream()
        .filter(cache -> !isOffline || cache.location() instanceof DirectoryLocation)
        .toList();
  }

  /** This place with another time to wait for a store's first answer. */
  BuildPlace waiting(Duration firstAnswer) {
    return new BuildPlace(checkout, home, timing.withFirstAnswer(firstAnswer));
  }

  /** Where the layers are that were imported for this checkout, in the layout of a local cache. */
  Path imported() {
    return home.importedFor(checkout);
  }
}
