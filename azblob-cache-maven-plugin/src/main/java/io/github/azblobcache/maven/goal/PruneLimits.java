package io.github.azblobcache.maven.goal;

import io.github.azblobcache.maven.PruneMojo;
import io.github.azblobcache.prune.PrunePolicy;
import io.github.azblobcache.settings.values.CountText;
import io.github.azblobcache.settings.values.DurationText;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.settings.values.Setting;
import io.github.azblobcache.settings.values.SizeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The limits of {@code prune} as they were written: each may be null, as Maven leaves it.
 *
 * @param until see {@link PruneMojo}, as for the others
 * @param unusedFor another word for {@code until}
 * @param keep a number of builds
 * @param maxUsedSpace a size
 * @param reservedSpace a size
 * @param name patterns with commas between them
 * @param all whether to delete every build
 */
public record PruneLimits(
    String until,
    String unusedFor,
    String keep,
    String maxUsedSpace,
    String reservedSpace,
    String name,
    boolean all) {

  /**
   * @param grace how young a blob has to be to stay
   * @throws InvalidSettingException if one of them is wrong, or two of them say the same thing
   */
  PrunePolicy policy(Duration grace) {
    Setting.requireReplaced(written());
    Optional<Duration> time = read("until", until, DurationText::parse);
    Optional<Duration> sameTime = read("unusedFor", unusedFor, DurationText::parse);
    if (time.isPresent() && sameTime.isPresent()) {
      throw new InvalidSettingException(
          "-Dazblob-cache.until",
          "-Dazblob-cache.unusedFor is set too, and means the same",
          "Set one of them.");
    }
    return new PrunePolicy(
        time.or(() -> sameTime),
        read("keep", keep, CountText::parse).map(OptionalInt::of).orElse(OptionalInt.empty()),
        size("maxUsedSpace", maxUsedSpace),
        size("reservedSpace", reservedSpace),
        all,
        read("name", name, MaintenanceGoal::globs).orElse(List.of()),
        grace);
  }

  private List<Setting> written() {
    List<Setting> written = new ArrayList<>();
    add(written, "until", until);
    add(written, "unusedFor", unusedFor);
    add(written, "keep", keep);
    add(written, "maxUsedSpace", maxUsedSpace);
    add(written, "reservedSpace", reservedSpace);
    add(written, "name", name);
    return written;
  }

  private static void add(List<Setting> written, String name, String value) {
    if (value != null) {
      written.add(new Setting("-Dazblob-cache." + name, value));
    }
  }

  private static <T> Optional<T> read(String name, String value, Function<Setting, T> parse) {
    return MaintenanceGoal.read(name, value, parse);
  }

  private static OptionalLong size(String name, String value) {
    return read(name, value, PruneLimits::size).map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  // Elsewhere 0 often means "no limit", so it must not delete everything.
  private static long size(Setting setting) {
    long bytes = SizeText.parse(setting);
    if (bytes == 0) {
      throw new InvalidSettingException(
          setting.name(),
          "'" + setting.value().strip() + "' means no space at all",
          "Leave it out if there is no limit. To delete every build, set -Dazblob-cache.all.");
    }
    return bytes;
  }
}
