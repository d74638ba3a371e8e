package io.github.azblobcache.benchmarks;

import io.github.azblobcache.testkit.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a first use downloads: the jars that one build leaves in an empty local repository, beyond
 * those that the same build leaves there without us.
 */
final class FirstUseRow implements Row {

  private static final List<String> GOALS = List.of("compile", "jib:buildTar");

  private final Lab lab;
  private final Projects projects;

  FirstUseRow(Lab lab, Projects projects) {
    this.lab = lab;
    this.projects = projects;
  }

  @Override
  public String id() {
    return "k";
  }

  @Override
  public RowResult measure(int rounds) throws IOException {
    Path project = projects.plain("first-use");
    Map<String, Long> without = jarsAfter(project, "without", List.of());
    Store store = Store.newIn(lab.azurite());
    Map<String, Long> ours = jarsAfter(project, "with", Lab.withPlugin(store.both()));
    ours.keySet().removeAll(without.keySet());
    ours.forEach((jar, bytes) -> System.out.printf("  k %,12d  %s%n", bytes, jar));
    return new RowResult(
        id(),
        ours.size() + " jars that a first use adds to an empty local repository, beyond Jib's own",
        "MB",
        List.of(
            new RowResult.Line("without the plugin", megabytes(without), Optional.empty()),
            new RowResult.Line("added by azblob-cache", megabytes(ours), Optional.empty())),
        Optional.of(new RowResult.Verdict(Target.megabytes(12), megabytes(ours))));
  }

  private Map<String, Long> jarsAfter(Path project, String name, List<String> more)
      throws IOException {
    Path place = lab.folder("first-use").resolve(name);
    FileTrees.delete(place);
    Path repository = Files.createDirectories(place.resolve("repository"));
    Path settings = place.resolve("settings.xml");
    Files.writeString(
        settings,
        Versions.text("first-use-settings.xml")
            .replace("@own@", lab.ownRepository().toUri().toString())
            .replace("@users@", lab.usersRepository().toUri().toString()));
    Checkout checkout = lab.checkOut(project);
    checkout.buildWith(
        List.of("-B", "-gs", settings.toString(), "-Dmaven.repo.local=" + repository), GOALS, more);
    if (!more.isEmpty()) {
      Claim.ALL_EXPORTED.check(checkout);
    }
    checkout.delete();
    return jars(repository);
  }

  private static Map<String, Long> jars(Path repository) throws IOException {
    Map<String, Long> jars = new TreeMap<>();
    try (Stream<Path> files = Files.walk(repository)) {
      for (Path jar : files.filter(it -> it.toString().endsWith(".jar")).toList()) {
        jars.put(repository.relativize(jar).toString(), Files.size(jar));
      }
    }
    return jars;
  }

  private static Spread megabytes(Map<String, Long> jars) {
    long bytes = jars.values().stream().mapToLong(Long::longValue).sum();
    return Spread.of(List.of(bytes / 1e6));
  }
}
