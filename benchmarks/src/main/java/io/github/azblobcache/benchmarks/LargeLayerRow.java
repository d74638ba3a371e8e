package io.github.azblobcache.benchmarks;

import io.github.azblobcache.testkit.Azurite;
import io.github.azblobcache.testkit.FileTrees;
import io.github.azblobcache.testkit.RandomBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * One large layer in a Maven with little memory, against a bare transfer of the same bytes.
 *
 * <p>The rate of ours is the layer's size by the time that the build waited for the cache; with an
 * import also by the time from the layer's first byte to its admission, if that was longer. So all
 * checks are in it, and what happened while Maven did other things is not.
 *
 * <p>A round writes more than there could be of {@link ReadyMemory}. So there is none, and nothing
 * is deleted within a round: all that is written goes to memory that was free for long.
 */
final class LargeLayerRow implements Row {

  private static final String JVM_OPTIONS = "-Xmx256m";
  private static final String FILE = "src/main/jib/data/large.bin";
  private static final int ROUNDS_AT_MOST = 5;
  private static final List<String> GOALS = List.of("jib:buildTar");

  private final Lab lab;
  private final Projects projects;
  private final long sizeBytes;
  private final List<Round> rounds = new ArrayList<>();

  LargeLayerRow(Lab lab, Projects projects, long sizeBytes) {
    this.lab = lab;
    this.projects = projects;
    this.sizeBytes = sizeBytes;
  }

  /** What one round has given, in megabytes per second. */
  private record Round(double bareUp, double up, double bareDown, double down) {

    double exportShare() {
      return up / bareUp;
    }

    double importShare() {
      return down / bareDown;
    }
  }

  @Override
  public String id() {
    return "j";
  }

  @Override
  public boolean hasReadyMemory() {
    return false;
  }

  @Override
  public RowResult measure(int wanted) throws IOException {
    Path project = projects.plain("large");
    new Checkout(lab, project, lab.folder("machine-that-compiles"))
        .build(List.of("compile"), List.of());
    Path file = lab.folder("large").resolve("large.bin");
    RandomBytes.write(file, 1, sizeBytes);
    // No round that does not count: what it would warm up takes a small part of so long a build.
    for (int i = 0; i < Math.min(wanted, ROUNDS_AT_MOST); i++) {
      Path data = lab.folder("large-store-" + i);
      try (Azurite azurite = Azurite.start(data)) {
        rounds.add(round(azurite, project, file));
        System.out.println("  j round " + (i + 1) + "  " + rounds.get(i));
      } finally {
        FileTrees.delete(data);
      }
    }
    Files.delete(file);
    return result();
  }

  private Round round(Azurite azurite, Path project, Path file) throws IOException {
    Store store = Store.newIn(azurite);
    SameImages images = new SameImages();
    Checkout exporting = checkOut(project, file);
    exporting.build(JVM_OPTIONS, GOALS, Lab.withPlugin(store.to()));
    images.require(0, exporting.images());
    Claim.ALL_EXPORTED.check(exporting);
    RunReport.Layer layer = large(exporting);
    double up = rate(layer, exporting.report().criticalPathMillis());
    Path bytes = layerFile(exporting, layer);
    BareTransfer bare = new BareTransfer(azurite);
    double bareUp = rate(layer, bare.upload(bytes).toMillis());

    Checkout importing = checkOut(project, file);
    importing.build(JVM_OPTIONS, GOALS, Lab.withPlugin(store.from()));
    images.require(0, importing.images());
    Claim.ALL_FROM_CACHE.check(importing);
    long waited = importing.report().criticalPathMillis();
    double down = rate(layer, Math.max(waited, large(importing).millis()));
    Path copy = exporting.folder().resolveSibling("copy");
    double bareDown = rate(layer, bare.download(copy, layer.sizeBytes()).toMillis());
    NotAsClaimedException.require(
        Files.mismatch(bytes, copy) < 0, "the bare transfer moves the same bytes", copy);
    importing.delete();
    exporting.delete();
    return new Round(bareUp, up, bareDown, down);
  }

  private Checkout checkOut(Path project, Path file) throws IOException {
    Checkout checkout = lab.checkOutCompiled(project);
    Path link = checkout.folder().resolve(FILE);
    Files.createDirectories(link.getParent());
    Files.createLink(link, file);
    return checkout;
  }

  private static RunReport.Layer large(Checkout checkout) throws IOException {
    return checkout.report().layers().stream()
        .max((one, other) -> Long.compare(one.sizeBytes(), other.sizeBytes()))
        .orElseThrow();
  }

  private static Path layerFile(Checkout checkout, RunReport.Layer layer) throws IOException {
    String hex = layer.digest().replaceFirst("^sha256:", "");
    try (Stream<Path> files = Files.list(checkout.jibCache().resolve("layers").resolve(hex))) {
      return files.findFirst().orElseThrow();
    }
  }

  private static double rate(RunReport.Layer layer, long millis) {
    return layer.sizeBytes() / 1e3 / Math.max(1, millis);
  }

  private RowResult result() {
    List<RowResult.Line> lines =
        List.of(
            line("bare upload", Round::bareUp, Optional.empty()),
            line("export", Round::up, Optional.of(spread(Round::exportShare))),
            line("bare download", Round::bareDown, Optional.empty()),
            line("import", Round::down, Optional.of(spread(Round::importShare))));
    Spread worse = spread(it -> Math.min(it.exportShare(), it.importShare()));
    return new RowResult(
        id(),
        String.format(
            Locale.ROOT,
            "one layer of %.1f GB, export and import, `%s` for Maven",
            sizeBytes / 1e9,
            JVM_OPTIONS),
        "MB/s",
        lines,
        Optional.of(new RowResult.Verdict(Target.share(0.7, "bare transfer"), worse)));
  }

  private RowResult.Line line(String name, ToDoubleFunction<Round> value, Optional<Spread> ratio) {
    return new RowResult.Line(name, spread(value), ratio);
  }

  private Spread spread(ToDoubleFunction<Round> value) {
    return Spread.of(rounds.stream().map(value::applyAsDouble).toList());
  }
}
