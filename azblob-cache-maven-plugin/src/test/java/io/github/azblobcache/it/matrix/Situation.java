package io.github.azblobcache.it.matrix;

import io.github.azblobcache.it.matrix.CoveringArray.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody's machine, project and command.
 *
 * @param proxy whether there is a proxy with a login in {@code settings.xml}, and no other way to
 *     the account
 */
record Situation(String maven, int jdk, String jib, Face face, Run run, Base base, boolean proxy) {

  static final List<String> MAVENS =
      List.of("3.6.3", "3.8.8", "3.9.16", "3.10.0", "4.0.0-rc-5", "4.0.0-rc-6");

  static final List<Integer> JDKS = List.of(17, 25);

  static final List<String> JIBS = List.of("3.2.1", "3.3.2", "3.4.6", "3.5.2");

  private static final String OLDEST_JIB = JIBS.get(0);

  static final String NEWEST_JIB = JIBS.get(JIBS.size() - 1);

  private static final List<String> WITHOUT_USER_EXTENSIONS = List.of("3.6.3", "3.8.8", "3.9.16");

  private static final int JIB = 2;
  private static final int RUN = 4;
  private static final int BASE = 5;

  /** Few situations that have every possible pair of what may differ. */
  static List<Situation> all() {
    List<List<Object>> rows = new ArrayList<>();
    rows.addAll(
        CoveringArray.rows(
            parameters(),
            row -> isPossible(row) && !of(row).base().isOci(),
            (row, pair) -> shows(row, pair)));
    // The rows above have all other pairs.
    rows.addAll(
        CoveringArray.rows(
            parameters(),
            row -> isPossible(row) && of(row).base().isOci(),
            (row, pair) -> shows(row, pair) && (pair.first() == BASE || pair.second() == BASE)));
    return rows.stream().map(Situation::of).toList();
  }

  /** What may differ, and how. */
  static List<List<?>> parameters() {
    return List.of(
        MAVENS,
        JDKS,
        JIBS,
        Arrays.asList(Face.values()),
        Arrays.asList(Run.values()),
        Arrays.asList(Base.values()),
        List.of(false, true));
  }

  /** One of the values of each parameter. */
  static Situation of(List<Object> row) {
    return new Situation(
        (String) row.get(0),
        (Integer) row.get(1),
        (String) row.get(JIB),
        (Face) row.get(3),
        (Run) row.get(RUN),
        (Base) row.get(BASE),
        (Boolean) row.get(6));
  }

  static boolean isPossible(List<Object> row) {
    return of(row).whyNot().isEmpty();
  }

  /**
   * Whether two values have met where these are the values. Where no image is built, Jib and the
   * base image meet nothing but a cache that was filled before.
   */
  static boolean shows(List<Object> row, Pair pair) {
    List<Integer> met = List.of(pair.first(), pair.second());
    boolean isAboutImages = met.contains(JIB) || met.contains(BASE);
    return !isAboutImages || met.contains(RUN) || of(row).run().buildsImage();
  }

  /** Why nobody can be in it, or need not try it; empty if somebody can. */
  Optional<String> whyNot() {
    if (face == Face.USER_EXTENSION && WITHOUT_USER_EXTENSIONS.contains(maven)) {
      return Optional.of("Maven has read `~/.m2/extensions.xml` since 3.10");
    }
    if (face == Face.JIB_EXTENSION && (run == Run.IMPORT || run == Run.EXPORT)) {
      return Optional.of(
          "`import` and `export` are about what the plugin does in a build, and not for the Jib"
              + " extension alone");
    }
    if (base == Base.TWO_PLATFORMS && (run == Run.BUILD_TAR || run == Run.DOCKER_BUILD)) {
      return Optional.of("Jib makes several images only for a registry");
    }
    if (base.isOci() && jib.equals(OLDEST_JIB)) {
      return Optional.of("Jib has read zstd and OCI's indexes since 3.3");
    }
    if (base == Base.ZSTD && run == Run.DOCKER_BUILD) {
      return Optional.of(
          "Jib calls zstd gzip where it loads an image, and Docker 20.10 fails then");
    }
    if (base.isOci() && !run.buildsImage()) {
      return Optional.of(
          "`prune`, `du`, `verify` and `help` are the same for every kind of base image");
    }
    if (!run.buildsImage() && !jib.equals(NEWEST_JIB)) {
      return Optional.of("`prune`, `du`, `verify` and `help` are the same with every Jib");
    }
    return Optional.empty();
  }

  /** A row of a table in Markdown. */
  String row(String result) {
    return cells() + " " + result + " |\n";
  }

  /** What a row says of the situation: all but the last cell. */
  String cells() {
    return "| %s | %d | %s | %s | %s | %s | %s |"
        .formatted(
            maven,
            jdk,
            run.buildsImage() ? jib : "",
            face,
            run,
            run == Run.HELP ? "" : base,
            proxy ? "with a login" : "");
  }

  /** Part of the names of files, containers and images. */
  String name() {
    return String.join(
            "-",
            maven,
            "jdk" + jdk,
            "jib" + jib,
            face.name(),
            run.name(),
            base.name(),
            proxy ? "proxy" : "direct")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-");
  }
}
