package io.github.azblobcache.settings;

import io.github.azblobcache.settings.syntax.HomeTilde;
import io.github.azblobcache.settings.values.DurationText;
import io.github.azblobcache.settings.values.GoBoolean;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.settings.values.Setting;
import io.github.azblobcache.settings.values.SettingKey;
import io.github.azblobcache.settings.values.SettingSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings that one session has, for all its modules.
 *
 * @param directory the folder for layers on their way, if it is not the usual one
 * @param firstAnswer how long a store may take to answer first, if it is not the usual time
 * @param grace how long prune leaves blobs alone that nothing names, if it is not the usual time
 * @param summary whether the CI service that runs the build gets a summary
 * @param parallelGzip whether layers that no cache has are compressed on all cores
 * @param lazy whether layers that the target registry has stay there
 */
public record SessionSettings(
    Optional<String> directory,
    Optional<Duration> firstAnswer,
    Optional<Duration> grace,
    boolean summary,
    boolean parallelGzip,
    boolean lazy) {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s)");

  /**
   * Reads the settings, each from the first source that has it.
   *
   * @param sources the one that counts most first
   * @throws InvalidSettingException if a setting is wrong
   */
  public static SessionSettings read(List<SettingSource> sources) {
    Optional<Setting> directory = SettingSource.first(sources, SettingKey.DIRECTORY);
    Optional<Setting> patience = SettingSource.first(sources, SettingKey.PATIENCE);
    Optional<Setting> grace = SettingSource.first(sources, SettingKey.GRACE);
    Optional<Setting> summary = SettingSource.first(sources, SettingKey.SUMMARY);
    Optional<Setting> parallelGzip = SettingSource.first(sources, SettingKey.PARALLEL_GZIP);
    Optional<Setting> lazy = SettingSource.first(sources, SettingKey.LAZY);
    return new SessionSettings(
        directory.isPresent() ? Optional.of(folder(directory.get())) : Optional.empty(),
        patience.isPresent() ? Optional.of(duration(patience.get())) : Optional.empty(),
        grace.isPresent() ? Optional.of(DurationText.parse(grace.get())) : Optional.empty(),
        summary.isEmpty() || GoBoolean.parse(summary.get()),
        parallelGzip.isPresent() && GoBoolean.parse(parallelGzip.get()),
        lazy.isPresent() && GoBoolean.parse(lazy.get()));
  }

  private static String folder(Setting setting) {
    String text = setting.value().strip();
    Optional<HomeTilde> home = HomeTilde.in(text);
    if (home.isPresent()) {
      throw home.get().invalid(setting.name(), "");
    }
    return text;
  }

  private static Duration duration(Setting setting) {
    String text = setting.value().strip();
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidSettingException(
          setting.name(), "'" + text + "' is not a duration", "Write 2s or 30s.");
    }
    long count = Long.parseLong(matcher.group(1));
    return matcher.group(2).equals("s") ? Duration.ofSeconds(count) : Duration.ofMillis(count);
  }
}
