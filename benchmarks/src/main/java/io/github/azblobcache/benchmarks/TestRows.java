package io.github.azblobcache.benchmarks;

import io.github.azblobcache.testkit.Link;
import io.github.azblobcache.testkit.ThrottlingProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of builds that make no image: the cache has nothing to do, and must cost nothing. */
final class TestRows {

  private static final String WITHOUT = "without the plugin";
  private static final String OURS = "azblob-cache";

  private final Lab lab;
  private final Projects projects;

  TestRows(Lab lab, Projects projects) {
    this.lab = lab;
    this.projects = projects;
  }

  /** What a pull request's build does. */
  Row tests() throws IOException {
    Path shop = projects.testedShop();
    return new TimedRow(
        "i",
        "`mvn test` on compiled classes, one test that starts the shop, the cache configured",
        List.of(variant(WITHOUT, shop, List.of()), ours(shop)),
        WITHOUT,
        OURS,
        Optional.of(Target.ratio(1.02, WITHOUT)));
  }

  /** What is left of that without the tests: what Maven takes to load any extension. */
  Row noTests() throws IOException {
    Path shop = projects.shop();
    Path empty = EmptyExtension.insteadOfOurs(lab, projects);
    List<Variant> variants = new ArrayList<>();
    variants.add(variant(WITHOUT, shop, List.of()));
    variants.add(variant("an extension that does nothing", empty, Lab.withPlugin(List.of())));
    variants.add(ours(shop));
    return new TimedRow(
        "n",
        "`mvn test` on compiled classes, no test at all, the cache configured",
        variants,
        WITHOUT,
        OURS,
        Optional.empty());
  }

  private Variant ours(Path sources) throws IOException {
    ThrottlingProxy proxy = ThrottlingProxy.before(lab.azurite().accountUrl(), Link.unlimited());
    Store store = Store.newIn(lab.azurite()).through(proxy.through(lab.azurite().accountUrl()));
    TestBuild build =
        new TestBuild(situation(sources), Lab.withPlugin(store.both()), proxy::connections);
    return new Variant(OURS, build);
  }

  private Variant variant(String name, Path sources, List<String> more) throws IOException {
    return new Variant(name, new TestBuild(situation(sources), more, () -> 0L));
  }

  private Situation situation(Path sources) throws IOException {
    return new Situation(lab, projects, sources, List.of("test"), true, true, new SameImages());
  }
}
