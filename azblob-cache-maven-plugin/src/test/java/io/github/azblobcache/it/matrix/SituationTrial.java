package io.github.azblobcache.it.matrix;

import io.github.azblobcache.testkit.MavenRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Does what somebody in a situation does, and looks whether it is right. */
record SituationTrial(Situation it, SituationBuilds builds, BaseImages bases) {

  private static final int BASE_LAYERS = 4;

  /** Pruning without a grace period warns of it, as it should. */
  private static final String WARNING = "(?s).*\\[WARNING] Layer cache: (?!a grace period).*";

  /**
   * Tries it.
   *
   * @throws AssertionError if something is wrong, with what Maven has printed
   */
  void run() throws IOException {
    switch (it.run()) {
      case BUILD, BUILD_TAR, DOCKER_BUILD -> twoRunners();
      case EXPORT -> export();
      case IMPORT -> importThenBuild();
      case PRUNE -> prune();
      case DU -> du();
      case VERIFY -> requirePrinted("0 damaged", typed(filled()));
      case HELP -> requirePrinted("azblob-cache:prune", typed());
    }
  }

  private void twoRunners() throws IOException {
    String[] cache = builds.cache(it, it.name());
    String without = builds.digestWithout(it, bases);
    Build first = builds.build(it, "one", bases, cache);
    require(first.from("built"), first.run());
    require(first.digest().equals(without), first.run());
    List<Build> second = new ArrayList<>();
    List<String> tooMuch =
        bases.tooMuch(it.base(), () -> second.add(builds.build(it, "two", bases, cache)));
    if (!tooMuch.isEmpty()) {
      throw new AssertionError("The base image's registry was asked for " + tooMuch);
    }
    requireAll(second.get(0), without);
  }

  private void requireAll(Build second, String digest) throws IOException {
    require(second.from("cache"), second.run());
    require(second.digest().equals(digest), second.run());
    // The first runner's target registry has them
    require(it.run() == Run.BUILD || second.fetchedBaseLayers() >= BASE_LAYERS, second.run());
  }

  private void export() throws IOException {
    List<String> line = new ArrayList<>(builds.imageLine(it, bases));
    line.add(builds.named(it));
    line.addAll(List.of(builds.cache(it, it.name())));
    MavenRun run = builds.machine(it, "goal").maven(line).orFail();
    require(run.output().matches("(?s).* [1-9]\\d* uploaded .*"), run);
  }

  private void importThenBuild() throws IOException {
    String from = filled()[0];
    SituationMachine machine = builds.machine(it, "goal");
    List<String> line = new ArrayList<>(List.of(builds.named(it), from));
    line.addAll(bases.arguments(it.base()));
    requirePrinted("layers imported (", machine.maven(line).orFail());
    line = new ArrayList<>(builds.imageLine(it, bases));
    line.add(from);
    Build build = new Build(machine.checkout(), machine.maven(line).orFail());
    require(build.from("cache"), build.run());
    require(build.digest().equals(builds.digestWithout(it, bases)), build.run());
  }

  private void prune() throws IOException {
    String[] cache = builds.cache(it, it.name());
    builds.fill(it, bases, cache);
    MavenRun run = typed(cache[1], "-Dazblob-cache.all", "-Dazblob-cache.grace=0s");
    require(run.output().matches("(?s).*Total: *[1-9].*"), run);
  }

  /** As a program reads it. */
  private void du() throws IOException {
    List<String> options = new ArrayList<>(List.of("-q", "-Dazblob-cache.format=json"));
    if (it.maven().startsWith("4")) {
      options.add("--raw-streams");
    }
    options.addAll(List.of(filled()));
    MavenRun run = typed(options.toArray(String[]::new));
    boolean isJson =
        run.output()
            .lines()
            .anyMatch(line -> line.startsWith("{") && line.contains("com.example:application"));
    require(isJson, run);
  }

  private String[] filled() {
    return builds.filledCache(it, bases);
  }

  private MavenRun typed(String... more) throws IOException {
    List<String> line = new ArrayList<>(List.of(builds.named(it)));
    line.addAll(List.of(more));
    return builds.machine(it, "goal").maven(line).orFail();
  }

  private static void requirePrinted(String text, MavenRun run) {
    require(run.output().contains(text), run);
  }

  private static void require(boolean holds, MavenRun run) {
    if (!holds || run.output().matches(WARNING)) {
      throw new AssertionError(run.output());
    }
  }
}
