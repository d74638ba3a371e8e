package io.github.azblobcache.it;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@code report.json} says, as far as tests ask. */
public final class Reports {

  private static final Pattern LAYER =
      Pattern.compile(
          "\"name\": \"([^\"]*)\"[^}]*\"digest\": \"([^\"]*)\"[^}]*\"source\": \"([^\"]*)\"");

  private Reports() {}

  /** {@code <layer>=<source>} of each layer, from the bottom. */
  public static List<String> sources(String json) {
    return LAYER.matcher(json).results().map(m -> m.group(1) + "=" + m.group(3)).toList();
  }

  /** The layers that came from this source. */
  public static List<String> layersFrom(String source, String json) {
    return LAYER
        .matcher(json)
        .results()
        .filter(m -> m.group(3).equals(source))
        .map(m -> m.group(1))
        .toList();
  }

  /** The digest of a layer. */
  public static String digest(String layer, String json) {
    return LAYER
        .matcher(json)
        .results()
        .filter(m -> m.group(1).equals(layer))
        .map(m -> m.group(2))
        .findFirst()
        .orElseThrow();
  }

  /** A number of the first image. */
  public static long number(String field, String json) {
    Matcher matcher = Pattern.compile("\"" + field + "\": (\\d+)").matcher(json);
    if (!matcher.find()) {
      throw new IllegalArgumentException("No '" + field + "' in " + json);
    }
    return Long.parseLong(matcher.group(1));
  }
}
