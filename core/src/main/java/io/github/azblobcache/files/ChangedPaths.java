package io.github.azblobcache.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that made a layer change. A jar whose version is in its name is one file that changed,
 * and not a removed one and a new one: {@code /app/libs/shop-api-*.jar}.
 */
public final class ChangedPaths {

  /** Pairs of files that are compared by name, at most. */
  private static final int MOST_PAIRS = 1_000_000;

  private ChangedPaths() {}

  /** The paths and patterns, in their order. */
  public static Set<String> of(LayerChange change) {
    Set<String> paths = new TreeSet<>(change.changed().keySet());
    List<String> added = new ArrayList<>(change.added());
    boolean pairs = (long) added.size() * change.gone().size() <= MOST_PAIRS;
    for (String gone : change.gone()) {
      Optional<String> successor = pairs ? successor(gone, added) : Optional.empty();
      if (successor.isPresent()) {
        added.remove(successor.get());
        paths.add(common(gone, successor.get()));
      } else {
        paths.add(gone);
      }
    }
    paths.addAll(added);
    return paths;
  }

  private static Optional<String> successor(String gone, List<String> added) {
    Optional<String> best = Optional.empty();
    int length = 0;
    for (String candidate : added) {
      String common = common(gone, candidate);
      if (common.length() > length) {
        best = Optional.of(candidate);
        length = common.length();
      }
    }
    return best;
  }

  /** The pattern that both jars have in common but for their versions; empty if there is none. */
  private static String common(String one, String other) {
    if (!one.endsWith(".jar") || !other.endsWith(".jar")) {
      return "";
    }
    int name = one.lastIndexOf('/') + 1;
    int end = 0;
    while (end < Math.min(one.length(), other.length()) && one.charAt(end) == other.charAt(end)) {
      end++;
    }
    for (int dash = one.lastIndexOf('-', end - 1);
        dash > name && other.lastIndexOf('/') < name;
        dash = one.lastIndexOf('-', dash - 1)) {
      if (startsVersion(one, dash + 1) && startsVersion(other, dash + 1)) {
        return one.substring(0, dash) + "-*.jar";
      }
    }
    return "";
  }

  private static boolean startsVersion(String path, int index) {
    return index < path.length() && path.charAt(index) >= '0' && path.charAt(index) <= '9';
  }
}
