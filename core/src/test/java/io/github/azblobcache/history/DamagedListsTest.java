package io.github.azblobcache.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.history.HistoryFixture.Layer;
import io.github.azblobcache.report.format.ReportFormat;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.FaultyBlobStore;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.MemoryBlobStore;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreUnreachableException;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of builds whose lists of files can't be had; the others count all the same. */
class DamagedListsTest {

  private final FaultyBlobStore store =
      new FaultyBlobStore(new MemoryBlobStore(Clock.fixed(HistoryFixture.NOW, ZoneOffset.UTC)));
  private final HistoryFixture cache = new HistoryFixture(store);

  @BeforeEach
  void fill() throws IOException {
    for (int build = 1; build <= 4; build++) {
      cache.build(10 - build, "main", "com.acme:shop", libraries(), classes(build));
    }
    cache.export();
  }

  private static Layer libraries() {
    return Layer.of("dependencies", 1_000_000, "/app/libs/a.jar:1");
  }

  private static Layer classes(int version) {
    return Layer.of("classes", 1_000, "/app/classes/A.class:" + version);
  }

  private BlobKey listsOf(int number) throws IOException {
    PastBuild build = cache.builds().builds().get(number - 1);
    return Layout.DEFAULT.blob(build.fileLists().orElseThrow().digest());
  }

  private String troubleOf(int number) throws IOException {
    String build = cache.builds().builds().get(number - 1).id().abbreviated();
    return cache.printed(ReportFormat.TABLE, 10).stream()
        .filter(line -> line.startsWith("Not all files of build " + build + " are known: "))
        .map(line -> line.substring(line.indexOf(": ") + 2))
        .findFirst()
        .orElse("");
  }

  @Test
  void theListsOfAllBuildsAreReadAndNothingIsSaid() throws Exception {
    List<String> lines = cache.printed(ReportFormat.TABLE, 10);
    assertTrue(
        lines.contains("3kB    3         3       classes   /app/classes/A.class"),
        lines.toString());
    assertTrue(lines.stream().noneMatch(line -> line.startsWith("Not all")), lines.toString());
  }

  @Test
  void listsThatAreDamaged() throws Exception {
    BlobKey key = listsOf(2);
    store.replaceIfUnchanged(key, store.stat(key), new byte[] {1, 2, 3});
    assertEquals("its list of files is damaged.", troubleOf(2));
    assertEquals("", troubleOf(1));
    // What the other lists have is known: the layer of libraries is the same in all builds.
    List<String> lines = cache.printed(ReportFormat.TABLE, 10);
    assertTrue(lines.contains("dependencies   0 of 3    0B"), lines.toString());
    // The layer stands where the others' classes do
    assertTrue(lines.contains("classes        3 of 3    3kB"), lines.toString());
    assertTrue(
        lines.contains("2kB    2         2       classes   (files not known)"), lines.toString());
    assertTrue(
        lines.contains("1kB    1         1       classes   /app/classes/A.class"),
        lines.toString());
  }

  @Test
  void comparedWithABuildWhoseListsAreGone() throws Exception {
    store.deleteIfUnchanged(store.stat(listsOf(2)).orElseThrow());
    assertEquals(
        "classes        changed   1kB        1kB        not known",
        cache.compared(ReportFormat.TABLE, "2", "1").get(4));
  }

  @Test
  void listsThatAreGone() throws Exception {
    store.deleteIfUnchanged(store.stat(listsOf(1)).orElseThrow());
    assertEquals("its list of files is not in the cache any more.", troubleOf(1));
  }

  @Test
  void aBuildWithoutLists() throws Exception {
    cache.withoutLists(1, "main", "com.acme:shop", libraries(), classes(9)).export();
    assertEquals("no list of files has all its layers.", troubleOf(1));
  }

  /** As an export does that has built no layer: the newest lists get a new date. */
  @Test
  void aBuildThatIsMadeAgainHasTheListsOfTheFirstTime() throws Exception {
    cache
        .withoutLists(1, "main", "com.acme:shop", libraries(), classes(2))
        .listsOf(1, "main", "com.acme:shop", libraries(), classes(4))
        .export();
    assertEquals(4, cache.builds().builds().size());
    assertEquals("", troubleOf(1));
    assertEquals("", troubleOf(2));
  }

  @Test
  void aBlobThatTheStoreFailsToRead() throws Exception {
    HistoryReader reader = cache.reader();
    ImageBuilds builds = cache.builds();
    store.faults().failNth(1, new StoreException("500"));
    ImageFiles files = reader.files(builds);
    long troubles =
        builds.builds().stream().map(files::trouble).filter(Optional::isPresent).count();
    assertEquals(1, troubles);
  }

  @Test
  void aStoreThatDoesNotAnswerFailsTheGoal() throws Exception {
    HistoryReader reader = cache.reader();
    ImageBuilds builds = cache.builds();
    store.faults().failNth(1, new StoreUnreachableException("silent", new IOException(), true));
    assertThrows(StoreUnreachableException.class, () -> reader.files(builds));
  }

  @Test
  void aManifestThatIsNoneIsSaid() throws Exception {
    BlobKey key = Layout.DEFAULT.manifest("broken");
    store.replaceIfUnchanged(key, Optional.empty(), new byte[] {1});
    History history = cache.reader().read(List.of(), List.of());
    assertEquals(
        List.of("manifests/broken"), history.unread().stream().map(it -> it.key()).toList());
    assertEquals(4, history.images().get(0).builds().size());
  }
}
