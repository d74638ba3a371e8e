package io.github.azblobcache.benchmarks;

import io.github.azblobcache.testkit.Link;
import io.github.azblobcache.testkit.ThrottlingProxy;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows in which the store and the registry are as far away as on a real runner. */
final class NetworkRows {

  private static final String WARM = "Jib warm";
  private static final String COLD = "Jib cold, no cache";
  private static final String OURS = "azblob-cache";

  private final Lab lab;
  private final Projects projects;

  NetworkRows(Lab lab, Projects projects) {
    this.lab = lab;
    this.projects = projects;
  }

  /** All application layers are hits, and stay in the registry, which is on this machine. */
  Row hitsHere() throws IOException {
    return hits("l0", "loopback", Link.unlimited(), Optional.of(Target.ratio(1.07, WARM)));
  }

  /**
   * All application layers are hits, and stay in the registry.
   *
   * @param network in words, for the table
   */
  Row hits(String id, String network, Link link) throws IOException {
    return hits(id, network, link, Optional.of(Target.ratio(1.05, WARM)));
  }

  private Row hits(String id, String network, Link link, Optional<Target> target)
      throws IOException {
    Situation it =
        new Situation(
            lab, projects, projects.shop(), List.of("jib:build"), true, true, new SameImages());
    ThrottlingProxy registry = ThrottlingProxy.before(lab.registryUrl(), link);
    ThrottlingProxy store = ThrottlingProxy.before(lab.azurite().accountUrl(), link);
    FilledStore filled = new FilledStore(it, to(registry, "ours-" + id));
    return new TimedRow(
        id,
        "`jib:build`, all hits, with `azblob-cache.lazy`; store and registry behind " + network,
        Variant.andOurs(
            List.of(
                new Variant(
                    WARM, new WarmBuild(it, Edit.NONE, to(registry, "warm-" + id), Claim.NONE)),
                new Variant(
                    COLD, ColdBuild.withoutCache(it, Edit.NONE, to(registry, "cold-" + id))),
                new Variant(
                    OURS + ", nothing left in the registry",
                    // On a slow network the largest layer is built meanwhile
                    ours(Edition.OWN, it, filled, store, to(registry, "ours-" + id), Claim.NONE))),
            OURS,
            lab.editions(),
            edition -> lazy(edition, it, filled, store, to(registry, "ours-" + id))),
        WARM,
        OURS,
        target);
  }

  private static ColdBuild lazy(
      Edition edition, Situation it, FilledStore filled, ThrottlingProxy proxy, List<String> to) {
    List<String> all = new ArrayList<>(to);
    all.add("-Dazblob-cache.lazy");
    // An older edition has no such setting.
    Claim claim = edition == Edition.OWN ? Claim.ALL_IN_REGISTRY : Claim.ALL_FROM_CACHE;
    return ours(edition, it, filled, proxy, all, claim);
  }

  private static ColdBuild ours(
      Edition edition,
      Situation it,
      FilledStore filled,
      ThrottlingProxy proxy,
      List<String> to,
      Claim claim) {
    ColdBuild.Arguments arguments =
        () -> {
          Store store = filled.store();
          List<String> all = new ArrayList<>(to);
          all.addAll(edition.with(store.through(proxy.through(store.accountUrl())).from()));
          return all;
        };
    return new ColdBuild(it, Edit.NONE, ColdBuild.Restore.NOTHING, arguments, claim);
  }

  private static List<String> to(ThrottlingProxy registry, String name) {
    URI address = registry.through(URI.create("http://registry/"));
    return List.of("-Dtarget.image=" + address.getAuthority() + "/shop-" + name + ":1");
  }
}
