package io.github.azblobcache.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.inventory.UnreadManifest;
import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.entries.CacheRecord;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.ForwardingBlobStore;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrunerTest {

  private static final String SHOP = "com.acme:shop";
  private static final String BANK = "com.acme:bank";
  private static final TestPolicy THIRTY_DAYS =
      TestPolicy.UNNAMED_ONLY.unusedFor(Duration.ofDays(30));

  private final PruneFixture cache = new PruneFixture();

  @AfterEach
  void nothingIsOpen() {
    cache.store().checkNothingOpen();
  }

  @Test
  void withoutLimitsOnlyWhatNothingNamesGoes() throws Exception {
    cache.build(300, "main", SHOP, "a", "b").blob(2, "x");
    assertEquals(
        new PruneReport(0, 0, 0, 1, 100, 0, List.of(), 0),
        cache.prune(TestPolicy.UNNAMED_ONLY.policy()));
    assertEquals("ab", cache.left("a", "b", "x"));
  }

  @Test
  void whatIsYoungerThanTheGracePeriodStays() throws Exception {
    cache.blob(2, "a").blob(1, "b").blob(0, "c");
    cache.prune(TestPolicy.UNNAMED_ONLY.policy());
    assertEquals("bc", cache.left("a", "b", "c"));
  }

  @Test
  void oldBuildsGoWithTheBlobsThatOnlyTheyNamed() throws Exception {
    cache.build(40, "main", SHOP, "base", "old").build(20, "main", SHOP, "base", "new");
    assertEquals(
        new PruneReport(1, 1, 0, 1, 100, 0, List.of(), 0), cache.prune(THIRTY_DAYS.policy()));
    assertEquals("basenew", cache.left("base", "old", "new"));
  }

  @Test
  void fileListsAreDeletedWithTheirBuildAndAreNoBuild() throws Exception {
    cache
        .build(40, "main", SHOP, "old")
        .build(40, "main", SHOP + "/files", "list")
        .build(20, "main", BANK, "new");
    assertEquals(
        new PruneReport(1, 1, 0, 2, 200, 0, List.of(), 0), cache.prune(THIRTY_DAYS.policy()));
    assertEquals("new", cache.left("old", "list", "new"));
  }

  @Test
  void theSummaryCountsAsPeopleDo() {
    assertEquals(
        "1 build and 2 blobs (200B) deleted, 1 manifest rewritten, 0 manifests deleted, 3 in use"
            + " again, 0 failed",
        new PruneReport(1, 1, 0, 2, 200, 3, List.of(), 0).summary());
  }

  @Test
  void aManifestWithoutBuildsGoes() throws Exception {
    cache.build(40, "branch", SHOP, "a").build(1, "main", SHOP, "b");
    assertEquals(
        new PruneReport(1, 0, 1, 1, 100, 0, List.of(), 0), cache.prune(THIRTY_DAYS.policy()));
    assertEquals(List.of("blobs/" + PruneFixture.digest("b"), "manifests/main"), cache.keys());
  }

  @Test
  void anEmptyManifestGoesWhenItIsOld() throws Exception {
    cache
        .manifest(2, "old", CacheConfigJson.write(CacheConfig.EMPTY))
        .manifest(0, "young", CacheConfigJson.write(CacheConfig.EMPTY));
    cache.prune(TestPolicy.UNNAMED_ONLY.policy());
    assertEquals(List.of("manifests/young"), cache.keys());
  }

  @Test
  void aManifestOfAnImageWithoutBuildsIsEmpty() throws Exception {
    Digest shop = CachedBuild.recordDigestOf(SHOP);
    CacheRecord image = new CacheRecord(shop, List.of(), List.of(), List.of());
    CacheConfig config = new CacheConfig(List.of(), List.of(image), Map.of(shop, SHOP));
    cache.manifest(2, "main", CacheConfigJson.write(config));
    cache.prune(TestPolicy.UNNAMED_ONLY.policy());
    assertEquals(List.of(), cache.keys());
  }

  @Test
  void keepsTheNewestBuildsOfEachImage() throws Exception {
    cache
        .build(9, "main", SHOP, "a")
        .build(8, "main", BANK, "b")
        .build(7, "main", SHOP, "c")
        .build(6, "main", SHOP, "d");
    cache.prune(TestPolicy.UNNAMED_ONLY.keep(2).policy());
    assertEquals("bcd", cache.left("a", "b", "c", "d"));
  }

  @Test
  void comesDownToTheSpaceOldestBuildsFirst() throws Exception {
    cache
        .build(9, "main", SHOP, "base", "a")
        .build(8, "branch", SHOP, "base", "b")
        .build(7, "main", SHOP, "base", "c")
        .blob(6, "x");
    PruneReport report = cache.prune(TestPolicy.UNNAMED_ONLY.maxUsedBytes(300).policy());
    assertEquals(new PruneReport(1, 1, 0, 2, 200, 0, List.of(), 0), report);
    assertEquals("basebc", cache.left("base", "a", "b", "c", "x"));
  }

  @Test
  void leavesTheReservedSpaceAlone() throws Exception {
    cache.build(90, "main", SHOP, "a").build(80, "main", SHOP, "b").build(70, "main", SHOP, "c");
    cache.prune(THIRTY_DAYS.reservedBytes(200).policy());
    assertEquals("bc", cache.left("a", "b", "c"));
  }

  @Test
  void reservedSpaceAloneIsWhatToComeDownTo() throws Exception {
    cache.build(3, "main", SHOP, "a").build(2, "main", SHOP, "b");
    cache.prune(TestPolicy.UNNAMED_ONLY.reservedBytes(100).policy());
    assertEquals("b", cache.left("a", "b"));
  }

  @Test
  void onlyManifestsOfTheseNamesLoseBuilds() throws Exception {
    cache.build(90, "main", SHOP, "a").build(90, "release/1.0", SHOP, "b").blob(9, "x");
    cache.prune(THIRTY_DAYS.names("release/*").policy());
    assertEquals("a", cache.left("a", "b", "x"));
  }

  @Test
  void allIsEverythingThatIsOldEnough() throws Exception {
    cache.build(5, "main", SHOP, "a").build(0, "main", SHOP, "b");
    cache.prune(TestPolicy.UNNAMED_ONLY.all().policy());
    assertEquals(List.of("blobs/" + PruneFixture.digest("b")), cache.keys());
  }

  @Test
  void aManifestThatIsNoneStopsTheDeletingOfBlobs() throws Exception {
    cache
        .build(90, "main", SHOP, "a")
        .blob(9, "x")
        .manifest(5, "notes", "remember the milk".getBytes(StandardCharsets.UTF_8));
    PrunePlan plan = cache.pruner().plan(THIRTY_DAYS.policy());
    assertTrue(plan.isStopped());
    assertTrue(plan.inventory().unread().get(0).isMalformed());
    assertEquals(new PruneReport(1, 0, 1, 0, 0, 0, List.of(), 0), cache.pruner().execute(plan));
    assertEquals("ax", cache.left("a", "x"));
    assertTrue(cache.keys().contains("manifests/notes"));
  }

  @Test
  void aManifestWhoseNameNoKeyHasStopsTheDeletingOfBlobs() throws Exception {
    cache.blob(9, "x");
    PrunePlan plan =
        cache.pruner(listing("manifests/team\\shop")).plan(TestPolicy.UNNAMED_ONLY.policy());
    assertTrue(plan.isStopped());
    UnreadManifest unread = plan.inventory().unread().get(0);
    assertEquals("manifests/team\\shop", unread.key());
    assertTrue(unread.isMalformed());
    assertEquals(0, plan.victimCount());
  }

  private BlobStore listing(String otherName) {
    return new ForwardingBlobStore(cache.store()) {
      @Override
      public Stream<BlobStat> list(String prefix, Consumer<String> otherNames)
          throws StoreException {
        if (otherName.startsWith(prefix)) {
          otherNames.accept(otherName);
        }
        return super.list(prefix, otherNames);
      }
    };
  }

  @Test
  void anEmptyManifestNamesNothing() throws Exception {
    cache.blob(9, "x").manifest(5, "feature", new byte[0]);
    PrunePlan plan = cache.pruner().plan(TestPolicy.UNNAMED_ONLY.policy());
    assertFalse(plan.isStopped());
    assertTrue(plan.inventory().unread().get(0).isEmpty());
    cache.pruner().execute(plan);
    assertEquals(List.of("manifests/feature"), cache.keys());
  }

  @Test
  void whatIsNeitherBlobNorManifestStays() throws Exception {
    cache
        .put(new BlobKey("blobs/sha256:short"), new byte[1])
        .put(new BlobKey("blobs/readme.txt"), new byte[1])
        .put(new BlobKey("other/sha256:" + "a".repeat(64)), new byte[1])
        .blob(9, "x");
    PrunePlan plan = cache.pruner().plan(TestPolicy.UNNAMED_ONLY.policy());
    assertEquals(2, plan.inventory().strangerCount());
    cache.pruner().execute(plan);
    assertEquals(
        List.of("blobs/readme.txt", "blobs/sha256:short", "other/sha256:" + "a".repeat(64)),
        cache.keys());
  }

  @Test
  void saysWhichManifestsThatStayNameABlobThatIsGone() throws Exception {
    cache.build(3, "main", SHOP, "a", "b");
    cache
        .store()
        .deleteIfUnchanged(
            cache.store().stat(Layout.DEFAULT.blob(PruneFixture.digest("a"))).orElseThrow());
    PrunePlan plan = cache.pruner().plan(TestPolicy.UNNAMED_ONLY.policy());
    assertEquals(
        List.of(
            new DanglingName(plan.inventory().manifests().get(0).name(), PruneFixture.digest("a"))),
        plan.dangling());
  }

  @Test
  void aSecondRunDeletesNothing() throws Exception {
    cache.build(40, "main", SHOP, "a", "b").build(3, "main", SHOP, "b", "c").blob(2, "x");
    PrunePolicy policy = THIRTY_DAYS.keep(1).maxUsedBytes(250).policy();
    assertEquals(2, cache.prune(policy).deletedBlobs());
    List<String> left = cache.keys();
    assertTrue(cache.pruner().plan(policy).isEmpty());
    assertEquals(left, cache.keys());
  }

  @Test
  void planningChangesNothingAndExecutionDoesWhatThePlanSays() throws Exception {
    cache.build(40, "main", SHOP, "a", "b").build(3, "main", SHOP, "b", "c").blob(2, "x");
    List<String> before = cache.keys();
    PrunePlan plan = cache.pruner().plan(THIRTY_DAYS.policy());
    assertEquals(before, cache.keys());
    List<String> expected =
        before.stream()
            .filter(
                key ->
                    plan.victims().stream()
                        .noneMatch(i -> plan.inventory().blobs().stat(i).key().path().equals(key)))
            .toList();
    assertFalse(plan.victims().isEmpty());
    cache.pruner().execute(plan);
    assertEquals(expected, cache.keys());
  }

  @Test
  void aBuildExportedSinceThePlanStays() throws Exception {
    cache.build(40, "main", SHOP, "a").build(39, "branch", BANK, "b");
    PrunePlan plan = cache.pruner().plan(THIRTY_DAYS.policy());
    cache.build(0, "main", SHOP, "a", "c");
    PruneReport report = cache.pruner().execute(plan);
    assertEquals(new PruneReport(2, 1, 1, 1, 100, 1, List.of(), 0), report);
    assertEquals("ac", cache.left("a", "b", "c"));
  }

  @Test
  void aManifestWithoutDatesIsAsOldAsItself() throws Exception {
    byte[] json =
        CacheConfigJson.write(
            CacheConfig.EMPTY.withBuild(
                new CachedBuild(
                    SHOP, List.of(PruneFixture.layer("a")), Instant.parse("0001-01-01T00:00:00Z")),
                1));
    cache.blob(29, "a").manifest(29, "main", json);
    cache.prune(THIRTY_DAYS.policy());
    assertEquals("a", cache.left("a"));
  }

  @Test
  void anEmptyStoreIsNoFault() throws IOException {
    assertEquals(
        new PruneReport(0, 0, 0, 0, 0, 0, List.of(), 0),
        cache.prune(TestPolicy.UNNAMED_ONLY.policy()));
  }
}
