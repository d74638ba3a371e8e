package io.github.azblobcache.maven.goal;

import io.github.azblobcache.history.BuildSelector;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.settings.values.Setting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two builds that {@code history} is to compare, as they were written.
 *
 * @param text what was written
 * @param first picks the one
 * @param second picks the other
 */
record ComparedBuilds(String text, BuildSelector first, BuildSelector second) {

  private static final String NEWEST_TWO = "2,1";

  /**
   * @throws InvalidSettingException if these are not two builds
   */
  static ComparedBuilds parse(Setting setting) {
    // What Maven makes of a property without a value
    String text = setting.value().strip().equals("true") ? NEWEST_TWO : setting.value().strip();
    List<Optional<BuildSelector>> selectors =
        Stream.of(text.split(",", -1)).map(BuildSelector::parse).toList();
    if (selectors.size() != 2 || selectors.contains(Optional.<BuildSelector>empty())) {
      throw new InvalidSettingException(
          setting.name(),
          "'" + text + "' is not two builds",
          "Use '2,1' for the two newest, or two IDs, ages or times with a comma between them.");
    }
    return new ComparedBuilds(text, selectors.get(0).get(), selectors.get(1).get());
  }

  @Override
  public String toString() {
    return "'" + text + "'";
  }
}
