package io.github.azblobcache.maven.goal;

import io.github.azblobcache.CacheMaintenance;
import io.github.azblobcache.history.BuildComparison;
import io.github.azblobcache.history.History;
import io.github.azblobcache.history.HistoryOutput;
import io.github.azblobcache.history.HistoryReader;
import io.github.azblobcache.history.ImageBuilds;
import io.github.azblobcache.history.ImageHistory;
import io.github.azblobcache.history.PastBuild;
import io.github.azblobcache.manifest.NameGlob;
import io.github.azblobcache.maven.HistoryMojo;
import io.github.azblobcache.settings.values.CountText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;

/** Prints the builds that a cache remembers: {@link HistoryMojo}. */
public final class HistoryGoal extends MaintenanceGoal {

  private static final int USUAL_LIMIT = 10;

  private final String image;
  private final String name;
  private final String limit;
  private final String compare;

  public HistoryGoal(
      GoalContext context, String format, String image, String name, String limit, String compare) {
    super(context, format);
    this.image = image;
    this.name = name;
    this.limit = limit;
    this.compare = compare;
  }

  @Override
  public void run(CacheMaintenance upkeep, Report report, Terminal terminal)
      throws IOException, MojoFailureException {
    List<NameGlob> images = read("image", image, MaintenanceGoal::globs).orElse(List.of());
    List<NameGlob> names = read("name", name, MaintenanceGoal::globs).orElse(List.of());
    int most = read("limit", limit, CountText::parse).orElse(USUAL_LIMIT);
    Optional<ComparedBuilds> compared = read("compare", compare, ComparedBuilds::parse);
    HistoryReader reader = upkeep.history();
    History history = reader.read(names, images);
    history
        .unread()
        .forEach(
            manifest ->
                log()
                    .warn(
                        "the builds of this manifest are not known: "
                            + manifest.cause().getMessage()));
    if (history.images().isEmpty()) {
      log().info(nothing(history));
      return;
    }
    HistoryOutput output =
        new HistoryOutput(report.format(), history.takenAt(), most, report.out());
    if (compared.isPresent()) {
      compare(history, compared.get(), reader, output);
      return;
    }
    List<ImageHistory> printed = new ArrayList<>();
    for (ImageBuilds builds : history.images()) {
      ImageHistory image = ImageHistory.of(builds, reader.files(builds));
      output.print(image);
      printed.add(image);
    }
    output.explain(printed);
  }

  private static String nothing(History history) {
    return history.others().isEmpty()
        ? "no build is remembered"
        : "no build of such an image is remembered; there are builds of "
            + String.join(", ", history.others());
  }

  private void compare(
      History history, ComparedBuilds compared, HistoryReader reader, HistoryOutput output)
      throws IOException, MojoFailureException {
    List<String> problems = new ArrayList<>();
    for (ImageBuilds builds : history.images()) {
      Optional<String> problem = compared.problem(builds, history.takenAt());
      if (problem.isPresent()) {
        problems.add(problem.get());
        continue;
      }
      PastBuild first = compared.first().find(builds, history.takenAt()).orElseThrow();
      PastBuild second = compared.second().find(builds, history.takenAt()).orElseThrow();
      boolean isInOrder = builds.builds().indexOf(first) > builds.builds().indexOf(second);
      output.print(
          BuildComparison.of(
              builds,
              isInOrder ? first : second,
              isInOrder ? second : first,
              reader.files(builds)));
    }
    if (problems.size() == history.images().size()) {
      throw new MojoFailureException(
          "-Dazblob-cache.compare: "
              + problems.get(0)
              + (problems.size() > 1 ? " No other image has two such builds either." : ""));
    }
    problems.forEach(log()::info);
  }
}
