package io.github.azblobcache.benchmarks;

import io.github.azblobcache.testkit.Link;
import io.github.azblobcache.testkit.ThrottlingProxy;
import java.io.IOException;
import java.nio.file.Path;
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
            andOurs(List.of(variant(WITHOUT, shop, List.of())), shop),
            WITHOUT,
            OURS,
            Optional.of(Target.ratio(1.02, WITHOUT)))
        .withRounds(3);
  }

  /** What is left of that without the tests: what Maven takes to load any extension. */
  Row noTests() throws IOException {
    Path shop = projects.shop();
    Path empty = EmptyExtension.insteadOfOurs(lab, projects);
    List<Variant> others =
        List.of(
            variant(WITHOUT, shop, List.of()),
            variant("an extension that does nothing", empty, Lab.withPlugin(List.of())));
    return new TimedRow(
        "n",
        "`mvn test` on compiled classes, no test at all, the cache configured",
        andOurs(others, shop),
        WITHOUT,
        OURS,
        Optional.empty());
  }

  private List<Variant> andOurs(List<Variant> others, Path sources) throws IOException {
    return Variant.andOurs(others, OURS, lab.editions(), edition -> ours(edition, sources));
  }

  private TestBuild ours(Edition edition, Path sources) throws IOException {
    ThrottlingProxy proxy = ThrottlingProxy.before(lab.azurite().accountUrl(), Link.unlimited());
    Store store = Store.newIn(lab.azurite()).through(proxy.through(lab.azurite().accountUrl()));
    return new TestBuild(situation(sources), edition.with(store.both()), proxy::connections);
  }

  private Variant variant(String name, Path sources, List<String> more) throws IOException {
    return new Variant(name, new TestBuild(situation(sources), more, () -> 0L));
  }

  private Situation situation(Path sources) throws IOException {
    return new Situation(lab, projects, sources, List.of("test"), true, true, new SameImages());
  }
}
