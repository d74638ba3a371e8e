package io.github.azblobcache.benchmarks;

import io.github.azblobcache.testkit.Link;
import io.github.azblobcache.testkit.ThrottlingProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows that build the Spring Boot shop. */
final class ShopRows {

  private static final String WARM = "Jib warm";
  private static final String COLD = "Jib cold, no cache";
  private static final String ARCHIVE = "Jib cold, archive restored";
  private static final String OURS = "azblob-cache";

  private static final String PARALLEL = "-Dazblob-cache.parallelGzip";
  private static final String OTHER_DEPENDENCY = "-Dazure-storage-blob.version=12.37.1";

  private static final List<String> BUILD_TAR = List.of("jib:buildTar");
  private static final List<String> PACKAGE = List.of("package", "jib:buildTar");

  private final Lab lab;
  private final Projects projects;

  ShopRows(Lab lab, Projects projects) {
    this.lab = lab;
    this.projects = projects;
  }

  private Situation situation(List<String> goals, boolean isCompiled, boolean isBaseLocal)
      throws IOException {
    return new Situation(
        lab, projects, projects.shop(), goals, isCompiled, isBaseLocal, new SameImages());
  }

  /** All application layers are hits. */
  Row hits() throws IOException {
    Situation it = situation(BUILD_TAR, true, true);
    FilledStore filled = new FilledStore(it, List.of());
    return new TimedRow(
        "a",
        "`jib:buildTar`, application layers all hits, base image local",
        andOurs(
            List.of(
                new Variant(WARM, new WarmBuild(it, Edit.NONE, List.of(), Claim.NONE)),
                new Variant(COLD, ColdBuild.withoutCache(it, Edit.NONE, List.of())),
                new Variant(ARCHIVE, ColdBuild.withArchive(it)),
                new Variant(
                    OURS + ", import only",
                    ours(Edition.OWN, it, () -> filled.store().from(), Claim.ALL_FROM_CACHE))),
            edition -> ours(edition, it, () -> filled.store().both(), Claim.ALL_FROM_CACHE)),
        WARM,
        OURS,
        Optional.of(Target.ratio(1.15, WARM)));
  }

  /** The same with all that comes before Jib. */
  Row hitsFromSources() throws IOException {
    Situation it = situation(PACKAGE, false, true);
    FilledStore filled = new FilledStore(it, List.of());
    return new TimedRow(
            "b",
            "`package jib:buildTar` from clean sources, all hits, base image local",
            andOurs(
                List.of(
                    new Variant(WARM, new WarmBuild(it, Edit.NONE, List.of(), Claim.NONE)),
                    new Variant(COLD, ColdBuild.withoutCache(it, Edit.NONE, List.of()))),
                edition -> ours(edition, it, () -> filled.store().both(), Claim.ALL_FROM_CACHE)),
            WARM,
            OURS,
            Optional.of(Target.ratio(1.08, WARM)))
        .withRounds(4);
  }

  /** Nothing to do for us. */
  Row warm() throws IOException {
    Situation it = situation(BUILD_TAR, true, true);
    Store store = Store.newIn(lab.azurite());
    return new TimedRow(
            "c",
            "Jib's caches warm, the cache configured",
            andOurs(
                List.of(new Variant(WARM, new WarmBuild(it, Edit.NONE, List.of(), Claim.NONE))),
                edition ->
                    new WarmBuild(it, Edit.NONE, edition.with(store.both()), Claim.ALL_LOCAL)),
            WARM,
            OURS,
            Optional.of(Target.ratio(1.03, WARM)))
        .withRounds(4);
  }

  /** Nothing in the store yet. */
  Row firstBuild() throws IOException {
    Situation it = situation(BUILD_TAR, true, false);
    return new TimedRow(
        "d",
        "first build: nothing in the store, everything exported",
        andOurs(
            List.of(new Variant(COLD, ColdBuild.withoutCache(it, Edit.NONE, List.of()))),
            edition ->
                ours(edition, it, () -> Store.newIn(lab.azurite()).both(), Claim.ALL_EXPORTED)),
        COLD,
        OURS,
        Optional.of(Target.ratio(1.10, COLD)));
  }

  /** The same, with all cores at work. */
  Row firstBuildOnAllCores() throws IOException {
    Situation jib = situation(BUILD_TAR, true, false);
    // Its layers are other bytes.
    Situation it = situation(BUILD_TAR, true, false);
    return new TimedRow(
        "d2",
        "as `d`, with `azblob-cache.parallelGzip`",
        andOurs(
            List.of(new Variant(COLD, ColdBuild.withoutCache(jib, Edit.NONE, List.of()))),
            edition ->
                ours(
                    edition,
                    it,
                    () -> and(Store.newIn(lab.azurite()).both(), PARALLEL),
                    Claim.ALL_EXPORTED)),
        COLD,
        OURS,
        Optional.of(Target.ratio(0.80, COLD)));
  }

  /** The largest layer is built again. */
  Row oneDependencyOnAllCores() throws IOException {
    Situation jib = situation(BUILD_TAR, true, false);
    Situation it = situation(BUILD_TAR, true, false);
    FilledStore filled = new FilledStore(it, List.of(PARALLEL));
    return new TimedRow(
        "e2",
        "another version of one of 80 dependencies, with `azblob-cache.parallelGzip`; import only",
        andOurs(
            List.of(
                new Variant(
                    COLD, ColdBuild.withoutCache(jib, Edit.NONE, List.of(OTHER_DEPENDENCY)))),
            edition ->
                ours(
                    edition,
                    it,
                    () -> and(filled.store().from(), PARALLEL, OTHER_DEPENDENCY),
                    Claim.ONLY_DEPENDENCIES_BUILT)),
        COLD,
        OURS,
        Optional.of(Target.ratio(0.75, COLD)));
  }

  private static List<String> and(List<String> arguments, String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return all;
  }

  /** What a CI job does on most days. */
  Row oneClass() throws IOException {
    Situation it = situation(List.of("jib:build"), true, false);
    return new TimedRow(
            "e",
            "`jib:build` on an empty runner, one class changed, exported again",
            andOurs(
                List.of(
                    new Variant(WARM, new WarmBuild(it, Edit.NONE, to("warm"), Claim.NONE)),
                    new Variant(
                        WARM + ", the same change",
                        new WarmBuild(it, Edit.ONE_CLASS, to("changed"), Claim.NONE)),
                    new Variant(COLD, ColdBuild.withoutCache(it, Edit.ONE_CLASS, to("cold")))),
                edition -> oneClass(edition, it)),
            WARM,
            OURS,
            Optional.of(Target.ratio(1.20, WARM)))
        .withRounds(4);
  }

  private ColdBuild oneClass(Edition edition, Situation it) {
    List<String> target = to("ours-" + lab.editions().indexOf(edition));
    FilledStore filled = new FilledStore(it, target);
    ColdBuild.Arguments arguments =
        () -> {
          List<String> all = new ArrayList<>(target);
          all.addAll(edition.with(filled.store().both()));
          return all;
        };
    Claim claim = Claim.ONLY_CLASSES_BUILT_AND_EXPORTED;
    return new ColdBuild(it, Edit.ONE_CLASS, ColdBuild.Restore.NOTHING, arguments, claim);
  }

  // A repository of its own for each variant: only the first push of a layer moves its bytes.
  private List<String> to(String repository) {
    return List.of("-Dtarget.image=" + lab.image("shop-" + repository));
  }

  /** The cache is further away than gzip. */
  Row slowStore() throws IOException {
    Situation it = situation(BUILD_TAR, true, false);
    FilledStore filled = new FilledStore(it, List.of());
    Link link = new Link(5_000_000, Duration.ofMillis(50));
    ThrottlingProxy proxy = ThrottlingProxy.before(lab.azurite().accountUrl(), link);
    return new TimedRow(
        "f",
        "all hits, but the store is behind 5 MB/s and 50 ms; import only",
        andOurs(
            List.of(new Variant(COLD, ColdBuild.withoutCache(it, Edit.NONE, List.of()))),
            edition -> ours(edition, it, () -> through(proxy, filled.store()), Claim.NONE)),
        COLD,
        OURS,
        Optional.of(Target.ratio(1.10, COLD)));
  }

  /** The cache accepts connections, and that is all. */
  Row deadStore() throws IOException {
    Situation it = situation(BUILD_TAR, true, false);
    Store store = Store.newIn(lab.azurite());
    ThrottlingProxy proxy = ThrottlingProxy.before(lab.azurite().accountUrl(), Link.unlimited());
    proxy.neverAnswer();
    return new TimedRow(
        "g",
        "the store accepts connections and never answers; import only",
        andOurs(
            List.of(new Variant(COLD, ColdBuild.withoutCache(it, Edit.NONE, List.of()))),
            edition -> ours(edition, it, () -> through(proxy, store), Claim.ALL_BUILT)),
        COLD,
        OURS,
        Optional.of(Target.extraSeconds(1, COLD)));
  }

  private static List<String> through(ThrottlingProxy proxy, Store store) {
    return store.through(proxy.through(store.accountUrl())).from();
  }

  /** What the cache is for: nothing but the sources is on the runner. */
  Row emptyRunner() throws IOException {
    Situation it = situation(PACKAGE, false, false);
    FilledStore filled = new FilledStore(it, List.of());
    return new TimedRow(
        "r",
        "`package jib:buildTar` on an empty runner, base image from the registry",
        andOurs(
            List.of(
                new Variant(WARM, new WarmBuild(it, Edit.NONE, List.of(), Claim.NONE)),
                new Variant(COLD, ColdBuild.withoutCache(it, Edit.NONE, List.of())),
                new Variant(ARCHIVE, ColdBuild.withArchive(it))),
            edition -> ours(edition, it, () -> filled.store().both(), Claim.ALL_FROM_CACHE)),
        WARM,
        OURS,
        Optional.empty());
  }

  /** Ten modules with the same dependencies. */
  Row reactor() throws IOException {
    Situation it =
        new Situation(lab, projects, projects.reactor(10), BUILD_TAR, true, true, new SameImages());
    FilledStore filled = new FilledStore(it, List.of());
    return new TimedRow(
        "h",
        "ten modules with the same dependencies in each, all hits, base image local",
        andOurs(
            List.of(
                new Variant(WARM, new WarmBuild(it, Edit.NONE, List.of(), Claim.NONE)),
                new Variant(COLD, ColdBuild.withoutCache(it, Edit.NONE, List.of()))),
            edition -> ours(edition, it, () -> filled.store().both(), Claim.ALL_FROM_CACHE)),
        WARM,
        OURS,
        Optional.of(Target.ratio(1.20, WARM)));
  }

  private List<Variant> andOurs(List<Variant> others, Variant.Maker maker) throws IOException {
    return Variant.andOurs(others, OURS, lab.editions(), maker);
  }

  private static ColdBuild ours(
      Edition edition, Situation it, ColdBuild.Arguments cache, Claim claim) {
    return new ColdBuild(
        it, Edit.NONE, ColdBuild.Restore.NOTHING, () -> edition.with(cache.forRun()), claim);
  }
}
