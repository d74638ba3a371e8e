package io.github.azblobcache.history;

import io.github.azblobcache.settings.values.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Picks a build of an image. */
public sealed interface BuildSelector {

  /** The build; empty if there is none like that, or more than one. */
  Optional<PastBuild> find(ImageBuilds image, Instant now);

  /**
   * Reads {@code 2}, the second newest build; {@code 3f9a60d2}, the start of a build's ID; {@code
   * 7d}, the build that was the newest 7 days ago; or the time {@code 2026-01-31T12:00:00Z}.
   *
   * @return empty if the text is nothing of that
   */
  static Optional<BuildSelector> parse(String text) {
    String selector = text.strip().toLowerCase(Locale.ROOT);
    if (selector.matches("0*[1-9]\\d{0,3}")) {
      return Optional.of(new ByNumber(Integer.parseInt(selector)));
    }
    Optional<BuildSelector> byAge = DurationText.parse(selector).map(ByAge::new);
    if (byAge.isPresent()) {
      return byAge;
    }
    String hex = selector.startsWith("sha256:") ? selector.substring(7) : selector;
    if (hex.matches("[0-9a-f]{6,64}")) {
      return Optional.of(new ByPrefix(hex));
    }
    try {
      return Optional.of(new ByTime(OffsetDateTime.parse(text.strip()).toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * By its number in the table.
   *
   * @param number from 1, the newest build, on
   */
  record ByNumber(int number) implements BuildSelector {

    @Override
    public Optional<PastBuild> find(ImageBuilds image, Instant now) {
      List<PastBuild> builds = image.builds();
      return number <= builds.size() ? Optional.of(builds.get(number - 1)) : Optional.empty();
    }
  }

  /**
   * By its ID.
   *
   * @param hex the first digits, without {@code sha256:}
   */
  record ByPrefix(String hex) implements BuildSelector {

    @Override
    public Optional<PastBuild> find(ImageBuilds image, Instant now) {
      List<PastBuild> found =
          image.builds().stream().filter(build -> build.id().hex().startsWith(hex)).toList();
      return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
  }

  /**
   * The newest build that was exported by then.
   *
   * @param time by the store's clock
   */
  record ByTime(Instant time) implements BuildSelector {

    @Override
    public Optional<PastBuild> find(ImageBuilds image, Instant now) {
      return image.builds().stream().filter(build -> !build.exportedAt().isAfter(time)).findFirst();
    }
  }

  /**
   * The build that was the newest so long ago.
   *
   * @param age how long
   */
  record ByAge(Duration age) implements BuildSelector {

    @Override
    public Optional<PastBuild> find(ImageBuilds image, Instant now) {
      return new ByTime(now.minus(age)).find(image, now);
    }
  }
}
