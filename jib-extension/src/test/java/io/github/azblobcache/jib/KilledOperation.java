package io.github.azblobcache.jib;

import static io.github.azblobcache.jib.KillProject.OTHERS;
import static io.github.azblobcache.jib.KillProject.OURS;
import static io.github.azblobcache.jib.KillSite.MAIN;

import io.github.azblobcache.inspect.Sample;
import io.github.azblobcache.inspect.Verifier;
import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.prune.PrunePolicy;
import io.github.azblobcache.prune.Pruner;
import io.github.azblobcache.prune.TestPolicy;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a process is doing when it is killed, and what has to hold afterwards. */
enum KilledOperation {
  /** Several modules of one build, and their base image, into an empty cache. */
  EXPORT {
    @Override
    void run(KillSite site) throws Exception {
      site.export(MAIN, OURS);
    }
  },

  /** Most layers come from the cache, one of each module is built. */
  IMPORT {
    @Override
    void prepare(KillSite site) throws Exception {
      site.exportEarlier(MAIN, OURS);
    }

    @Override
    void run(KillSite site) throws Exception {
      site.bring(MAIN, OURS);
    }
  },

  /** Another build exports to the same name meanwhile, and nobody kills that one. */
  MERGE {
    @Override
    void run(KillSite site) throws Exception {
      site.export(MAIN, OURS);
    }

    @Override
    void beside(KillSite site) throws Exception {
      for (String module : OTHERS) {
        site.export(MAIN, List.of(module));
      }
    }

    @Override
    void check(KillSite site, StoreState state) throws Exception {
      super.check(site, state);
      state.assertNames(site, MAIN, OTHERS);
    }
  },

  /** Everything is there, and old. */
  REDATE {
    @Override
    void prepare(KillSite site) throws Exception {
      site.export(MAIN, OURS);
    }

    @Override
    void run(KillSite site) throws Exception {
      site.with(new LaterStore(site.store(), DAY)).export(MAIN, OURS);
    }

    @Override
    void check(KillSite site, StoreState state) throws Exception {
      super.check(site, state);
      state.assertNames(site, MAIN, OURS);
    }
  },

  /** Each of two names loses an older build, and blobs that nobody names are there too. */
  PRUNE {
    @Override
    void prepare(KillSite site) throws Exception {
      for (String name : List.of(MAIN, "branch")) {
        site.exportEarlier(name, name.equals(MAIN) ? OURS : OTHERS);
        site.with(new LaterStore(site.store(), DAY))
            .export(name, name.equals(MAIN) ? OURS : OTHERS);
      }
      for (int i = 0; i < 6; i++) {
        Path unnamed = Files.writeString(site.home().resolve("unnamed-" + i), "unnamed " + i);
        Digest digest = Digest.of(Files.readAllBytes(unnamed));
        site.store().putIfAbsent(Layout.DEFAULT.blob(digest), unnamed);
      }
    }

    @Override
    void run(KillSite site) throws Exception {
      Pruner pruner =
          new Pruner(
              new LaterStore(site.store(), DAY), Layout.DEFAULT, Parallel.USUAL, StepListener.NONE);
      PrunePolicy policy = TestPolicy.UNNAMED_ONLY.keep(1).grace(Duration.ofHours(1)).policy();
      pruner.execute(pruner.plan(policy));
    }

    @Override
    void check(KillSite site, StoreState state) throws Exception {
      super.check(site, state);
      state.assertNames(site, MAIN, OURS);
      state.assertNames(site, "branch", OTHERS);
    }

    @Override
    void goOn(KillSite site) throws Exception {
      run(site);
      StoreState.read(site.store()).assertNothingUnnamed();
      super.goOn(site);
    }
  },

  /** Damaged blobs are deleted by a verification, and written anew by a build. */
  REPAIR {
    @Override
    void prepare(KillSite site) throws Exception {
      site.export(MAIN, OURS);
      for (LayerFile layer : damaged(site)) {
        BlobKey key = Layout.DEFAULT.blob(layer.blob().digest());
        Optional<BlobStat> whole = site.store().stat(key);
        site.store().deleteIfUnchanged(whole.orElseThrow());
        byte[] bytes = Files.readAllBytes(layer.file());
        bytes[bytes.length / 2] ^= 1;
        site.store().putIfAbsent(key, Files.write(site.home().resolve("damaged"), bytes));
      }
    }

    @Override
    void run(KillSite site) throws Exception {
      new Verifier(site.store(), Layout.DEFAULT, Parallel.USUAL, StepListener.NONE)
          .verify(Sample.ALL, true);
      site.build(MAIN, OURS);
    }

    @Override
    Set<Digest> mayLack(KillSite site) throws IOException {
      Set<Digest> digests = new HashSet<>();
      damaged(site).forEach(layer -> digests.add(layer.blob().digest()));
      return digests;
    }

    private List<LayerFile> damaged(KillSite site) throws IOException {
      List<LayerFile> shop = site.project().built(OURS.get(0)).layers();
      List<LayerFile> stock = site.project().built(OURS.get(1)).layers();
      return List.of(shop.get(0), shop.get(3), stock.get(1), stock.get(3));
    }
  };

  private static final Duration DAY = Duration.ofDays(1);

  /** What is there before. */
  void prepare(KillSite site) throws Exception {}

  /** What the process does that is killed. */
  abstract void run(KillSite site) throws Exception;

  /** What this process does at the same time. */
  void beside(KillSite site) throws Exception {}

  /** The blobs that may be damaged or missing after the kill, because they were damaged before. */
  Set<Digest> mayLack(KillSite site) throws IOException {
    return Set.of();
  }

  /** What holds after the kill. */
  void check(KillSite site, StoreState state) throws Exception {
    state.assertNothingDangles(mayLack(site));
  }

  /** What comes next in real life: all is as it should be then. */
  void goOn(KillSite site) throws Exception {
    site.build(MAIN, OURS);
  }
}
