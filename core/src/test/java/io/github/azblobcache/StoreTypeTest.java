package io.github.azblobcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.check.CheckStep;
import io.github.azblobcache.check.CheckedCache;
import io.github.azblobcache.check.Diagnosis;
import io.github.azblobcache.check.Outcome;
import io.github.azblobcache.check.steps.CacheCheck;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.syntax.Attributes;
import io.github.azblobcache.settings.syntax.CacheKey;
import io.github.azblobcache.settings.syntax.CacheUse;
import io.github.azblobcache.settings.syntax.ServerPasswords;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.syntax.StoreType;
import io.github.azblobcache.settings.syntax.StoreTypes;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.settings.values.SettingSource;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.StoreUse;
import io.github.azblobcache.store.types.BuiltInStores;
import io.github.azblobcache.testkit.RandomLayer;
import io.github.azblobcache.transfer.CacheTimeouts;
import io.github.azblobcache.transfer.export.BuiltImage;
import io.github.azblobcache.transfer.fetch.WaitPolicy;
import io.github.azblobcache.transfer.shared.CacheEvents;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A type of store is one class of its own and one line: all of the rest works with it. */
class StoreTypeTest {

  private static final String SHARD = "type=memory,shard=a,name=main";

  private final Map<String, BlobStore> shards = new ConcurrentHashMap<>();
  private final StoreTypes types = BuiltInStores.TYPES.with(new MemoryType());

  @TempDir Path folder;

  private record Shard(String name) implements StoreLocation {

    @Override
    public boolean isRemote() {
      return true;
    }

    @Override
    public String toString() {
      return "memory:" + name;
    }
  }

  private final class MemoryType implements StoreType<Shard> {

    private static final CacheKey SHARD_KEY = CacheKey.of("shard");

    @Override
    public String name() {
      return "memory";
    }

    @Override
    public String title() {
      return "this process";
    }

    @Override
    public List<CacheKey> keys() {
      return List.of(SHARD_KEY);
    }

    @Override
    public Optional<String> variable(CacheKey key) {
      return key == SHARD_KEY ? Optional.of("MEMORY_SHARD") : Optional.empty();
    }

    @Override
    public Shard location(Attributes attributes, CacheUse use) {
      return new Shard(attributes.text(SHARD_KEY, "default"));
    }

    @Override
    public Class<Shard> locations() {
      return Shard.class;
    }

    @Override
    public BlobStore open(Shard location, StoreUse use) {
      return shards.computeIfAbsent(
          location.name(), name -> new MemoryBlobStore(Clock.systemUTC()));
    }
  }

  private SettingContext context(Map<String, String> environment) {
    return new SettingContext(environment::get, folder, ServerPasswords.NONE, warning -> {}, types);
  }

  private static List<SettingSource> written(String cache) {
    Map<String, String> values = Map.of("azblob-cache.from", cache, "azblob-cache.to", cache);
    return List.of(SettingSource.userProperties(values::get));
  }

  private CacheSettings settings(String cache) {
    return CacheSettings.read(written(cache), context(Map.of()));
  }

  private SessionCaches session() {
    CacheDirectories home = new CacheDirectories(folder.resolve("home"));
    return new SessionCaches(
        new BuildEnvironment(folder, home, CacheTimeouts.DEFAULT), types, CacheEvents.NONE);
  }

  @Test
  void exportsAndImportsThroughTheTextOfASetting() throws Exception {
    RandomLayer random = RandomLayer.write(folder, 1, 1000);
    LayerFile layer =
        new LayerFile(
            new Descriptor(
                MediaTypes.DOCKER_LAYER_GZIP, Digest.parse(random.digest()), random.sizeBytes()),
            DiffId.parse(random.diffId()),
            random.file());

    try (SessionCaches session = session()) {
      BuiltImage image = new BuiltImage("com.example:hello", List.of(layer));
      assertEquals(1, session.cacheFor(settings(SHARD)).export(image).uploadedLayers());
    }
    try (SessionCaches session = session()) {
      assertTrue(
          session
              .cacheFor(settings(SHARD))
              .fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE)
              .isPresent());
      assertFalse(
          session
              .cacheFor(settings("type=memory,shard=b,name=main"))
              .fetch(layer.diffId(), WaitPolicy.NO_ALTERNATIVE)
              .isPresent());
    }
  }

  @Test
  void readsItsVariable() {
    CacheSettings settings =
        CacheSettings.read(written("type=memory"), context(Map.of("MEMORY_SHARD", "c")));

    assertEquals(new Shard("c"), settings.from().get(0).location());
  }

  @Test
  void isLeftOutOfflineIfItIsBehindANetwork() {
    BuildEnvironment place =
        new BuildEnvironment(
            folder, new CacheDirectories(folder.resolve("home")), CacheTimeouts.DEFAULT);

    assertTrue(place.settings(settings(SHARD), true).isNothing());
    assertTrue(settings(SHARD).needsNetwork());
  }

  @Test
  void isInTheMessagesWithoutBeingWrittenThere() {
    assertEquals(
        "-Dazblob-cache.from: unknown type 'memry'. Did you mean 'memory'? The types are azblob"
            + " (Azure Blob Storage), local (a folder) and memory (this process).",
        message("type=memry"));
    assertEquals(
        "-Dazblob-cache.from: no type. Write type=azblob, type=local or type=memory as a field.",
        message("name=main"));
    assertEquals(
        "-Dazblob-cache.from: unknown key 'shart'. Did you mean 'shard'? The keys of type=memory"
            + " are shard, prefix, manifests_prefix, blobs_prefix, name, mode, base-max-age,"
            + " ignore-error.",
        message("type=memory,shart=a"));
    assertTrue(
        message("type=local,shard=a").contains("'shard' is not a key of type=local."),
        message("type=local,shard=a"));
  }

  private String message(String cache) {
    return assertThrows(InvalidSettingException.class, () -> settings(cache)).getMessage();
  }

  @Test
  void isCheckedByWhatEachStoreCanDo() throws Exception {
    List<Diagnosis> found = new ArrayList<>();

    CacheCheck.run(
        CheckedCache.of(CacheSettings.explain(written(SHARD), context(Map.of()))),
        types,
        folder.resolve("staging"),
        Duration.ofMinutes(2),
        found::add);

    assertEquals(1, found.size());
    assertEquals(List.of(), found.get(0).failures());
    assertTrue(
        found.get(0).steps().stream()
            .filter(step -> step.outcome() == Outcome.OK)
            .map(CheckStep::name)
            .toList()
            .containsAll(List.of("read", "write", "delete", "list")),
        found.toString());
  }
}
