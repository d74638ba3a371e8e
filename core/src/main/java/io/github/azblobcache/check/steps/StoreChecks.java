package io.github.azblobcache.check.steps;

import io.github.azblobcache.check.CheckedCache;
import io.github.azblobcache.settings.syntax.StoreTypes;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.StoreUse;
import io.github.azblobcache.store.azure.AzureProbe;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.directory.DirectoryLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which steps a cache is checked by. A type of store that has no steps of its own is checked by
 * what each store can do.
 */
enum StoreChecks {
  AZURE(Step.OF_AZURE, "'container'") {
    @Override
    void run(CheckedCache cache, StoreTypes types, StepLog log) throws IOException {
      AzureLocation location = (AzureLocation) cache.location();
      try (AzureProbe probe = new AzureProbe(location, AzureChecks.loginLimit())) {
        new AzureChecks(cache, log, probe).run();
      }
    }
  },

  FOLDER(Step.OF_FOLDER, "'src'") {
    @Override
    void run(CheckedCache cache, StoreTypes types, StepLog log) throws IOException {
      new FolderChecks(cache, log).run();
    }
  },

  OTHER(Step.OF_ANY_STORE, "where the cache is") {
    @Override
    void run(CheckedCache cache, StoreTypes types, StepLog log) throws IOException {
      try (BlobStore store = types.open(cache.location(), StoreUse.CHECK)) {
        new ContentChecks(cache, store, log).run();
      }
    }
  };

  private final List<Step> steps;
  private final String place;

  StoreChecks(List<Step> steps, String place) {
    this.steps = steps;
    this.place = place;
  }

  static StoreChecks of(StoreLocation location) {
    if (location instanceof AzureLocation) {
      return AZURE;
    }
    return location instanceof DirectoryLocation ? FOLDER : OTHER;
  }

  /** Takes the steps. */
  abstract void run(CheckedCache cache, StoreTypes types, StepLog log) throws IOException;

  /** The steps for a cache: one that nothing is exported to is not written to. */
  List<Step> steps(CheckedCache cache) {
    List<Step> planned = new ArrayList<>();
    if (cache.isImported()) {
      planned.add(Step.DIRECTORY);
    }
    for (Step step : steps) {
      if (cache.isExported() || !Step.OF_EXPORTS.contains(step)) {
        planned.add(step);
      }
    }
    return planned;
  }

  /** Which attribute says where the store is, for advice. */
  String place() {
    return place;
  }
}
