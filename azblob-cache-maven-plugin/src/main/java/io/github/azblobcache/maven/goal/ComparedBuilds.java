package io.github.azblobcache.maven.goal;

import io.github.azblobcache.history.BuildSelector;
import io.github.azblobcache.history.ImageBuilds;
import io.github.azblobcache.history.PastBuild;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.settings.values.Setting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two builds that {@code history} is to compare, as they were written.
 *
 * @param texts what was written of each
 * @param first picks the one
 * @param second picks the other
 */
record ComparedBuilds(List<String> texts, BuildSelector first, BuildSelector second) {

  private static final String NEWEST_TWO = "2,1";

  /** Copies the list. */
  ComparedBuilds {
    texts = List.copyOf(texts);
  }

  /**
   * @throws InvalidSettingException if these are not two builds
   */
  static ComparedBuilds parse(Setting setting) {
    // What Maven makes of a property without a value
    String text = setting.value().strip().equals("true") ? NEWEST_TWO : setting.value().strip();
    List<String> texts = Stream.of(text.split(",", -1)).map(String::strip).toList();
    List<Optional<BuildSelector>> selectors = texts.stream().map(BuildSelector::parse).toList();
    if (selectors.size() != 2 || selectors.contains(Optional.<BuildSelector>empty())) {
      throw new InvalidSettingException(
          setting.name(),
          "'" + text + "' is not two builds",
          "Use '2,1' for the two newest, or two IDs, ages or times with a comma between them.");
    }
    return new ComparedBuilds(texts, selectors.get(0).get(), selectors.get(1).get());
  }

  /**
   * Why an image does not have these two builds, and what to write instead; empty if it has them.
   *
   * @param now by the store's clock
   */
  Optional<String> problem(ImageBuilds image, Instant now) {
    Optional<PastBuild> one = first.find(image, now);
    Optional<PastBuild> other = second.find(image, now);
    int count = image.builds().size();
    if (one.isPresent() && other.isPresent() && !one.equals(other)) {
      return Optional.empty();
    }
    if (count == 1) {
      return Optional.of(
          "the cache remembers only one build of "
              + image.image()
              + ", so there is nothing to compare it with.");
    }
    String what =
        one.isPresent() && other.isPresent()
            ? "'" + texts.get(0) + "' and '" + texts.get(1) + "' are the same build of "
            : "'" + texts.get(one.isPresent() ? 1 : 0) + "' does not match exactly one build of ";
    return Optional.of(
        what
            + image.image()
            + ". Its builds have the numbers 1 (the newest) to "
            + count
            + ". Write two of them, for instance '"
            + count
            + ",1'; or IDs that azblob-cache:history shows, ages or times.");
  }
}
