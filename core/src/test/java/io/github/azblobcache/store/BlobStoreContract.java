package io.github.azblobcache.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store does, whatever it keeps its blobs in. */
@Timeout(180)
public abstract class BlobStoreContract {

  private static final int KIB = 1024;
  private static final BlobKey KEY = new BlobKey("blobs/sha256:2cf2");

  @TempDir Path files;
  private BlobStore store;

  /** A store on a container or folder of its own, which does not exist yet. */
  protected abstract BlobStore newStore() throws IOException;

  @BeforeEach
  void openStore() throws IOException {
    store = newStore();
  }

  @AfterEach
  void closeStoreTwice() {
    store.close();
    store.close();
  }

  static IntStream sizes() {
    int block = 256 * KIB;
    return IntStream.of(0, 1, block - 1, block, block + 1, 3 * block + 7);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void givesBackWhatItWasGiven(int sizeBytes) throws IOException {
    byte[] bytes = randomBytes(sizeBytes);
    assertTrue(store.putIfAbsent(KEY, file(bytes)));
    assertArrayEquals(bytes, read(KEY, ByteRange.ALL));
    assertEquals(sizeBytes, store.stat(KEY).orElseThrow().sizeBytes());
  }

  @Test
  void readsRanges() throws IOException {
    byte[] bytes = "0123456789".getBytes(UTF_8);
    store.putIfAbsent(KEY, file(bytes));
    assertEquals("012", new String(read(KEY, new ByteRange(0, 3)), UTF_8));
    assertEquals("45", new String(read(KEY, new ByteRange(4, 2)), UTF_8));
    assertEquals("89", new String(read(KEY, new ByteRange(8, 100)), UTF_8));
    assertEquals("9", new String(read(KEY, new ByteRange(9, Long.MAX_VALUE)), UTF_8));
    assertEquals("0123456789", new String(read(KEY, new ByteRange(0, 100)), UTF_8));
  }

  @Test
  void aRangeComesWithTheStatOfTheWholeBlob() throws IOException {
    store.putIfAbsent(KEY, file("0123456789".getBytes(UTF_8)));
    try (BlobContent content = store.open(KEY, new ByteRange(4, 2)).orElseThrow()) {
      assertEquals(store.stat(KEY).orElseThrow(), content.stat());
    }
  }

  @Test
  void refusesARangeBehindTheEnd() throws IOException {
    store.putIfAbsent(KEY, file("0123456789".getBytes(UTF_8)));
    assertThrows(StoreException.class, () -> store.open(KEY, new ByteRange(10, 1)));
  }

  @Test
  void readsTheStartOfAnEmptyBlob() throws IOException {
    store.putIfAbsent(KEY, file(new byte[0]));
    assertEquals(0, read(KEY, new ByteRange(0, 100)).length);
  }

  @Test
  void saysThatABlobIsNotThere() throws IOException {
    store.putIfAbsent(new BlobKey("other"), file(new byte[1]));
    assertEquals(Optional.empty(), store.stat(KEY));
    assertTrue(store.open(KEY, ByteRange.ALL).isEmpty());
    assertTrue(store.open(KEY, new ByteRange(5, 5)).isEmpty());
    assertFalse(store.touch(KEY));
    assertEquals(List.of(), list("blobs/"));
  }

  @Test
  void readsFromAMissingContainerFail() {
    assertThrows(StoreException.class, () -> store.stat(KEY));
    assertThrows(StoreException.class, () -> store.open(KEY, ByteRange.ALL));
    assertThrows(StoreException.class, () -> list(""));
  }

  @Test
  void aMissingContainerHasNothingToTouchOrDelete() throws IOException {
    assertFalse(store.touch(KEY));
    BlobStat seen = new BlobStat(KEY, 1, store.now(), "0x1");
    assertFalse(store.deleteIfUnchanged(seen));
    assertEquals(
        List.of(Deletion.CHANGED, Deletion.CHANGED),
        store.deleteAllIfUnchanged(List.of(seen, seen)));
  }

  @Test
  void replaceCreatesAMissingContainer() throws IOException {
    assertTrue(store.replaceIfUnchanged(KEY, Optional.empty(), new byte[1]).isPresent());
    assertEquals(1, read(KEY, ByteRange.ALL).length);
  }

  @Test
  void putsOnlyOnce() throws IOException {
    assertTrue(store.putIfAbsent(KEY, file("first".getBytes(UTF_8))));
    BlobStat first = store.stat(KEY).orElseThrow();
    assertFalse(store.putIfAbsent(KEY, file("second".getBytes(UTF_8))));
    assertEquals(first, store.stat(KEY).orElseThrow());
    assertEquals("first", new String(read(KEY, ByteRange.ALL), UTF_8));
  }

  @Test
  void oneOfTwoConcurrentPutsWins() throws Exception {
    store.putIfAbsent(new BlobKey("other"), file(new byte[1]));
    for (int round = 0; round < 10; round++) {
      BlobKey key = new BlobKey("race/" + round);
      byte[] bytes = randomBytes(300 * KIB);
      Path file = file(bytes);
      List<Boolean> results = together(4, () -> store.putIfAbsent(key, file));
      assertEquals(1, results.stream().filter(isFirst -> isFirst).count());
      assertArrayEquals(bytes, read(key, ByteRange.ALL));
    }
  }

  @Test
  void nobodySeesHalfABlob() throws Exception {
    store.putIfAbsent(new BlobKey("other"), file(new byte[1]));
    byte[] bytes = randomBytes(8 * KIB * KIB);
    Path file = file(bytes);
    ExecutorService writer = Executors.newSingleThreadExecutor();
    Future<Boolean> put = writer.submit(() -> store.putIfAbsent(KEY, file));
    while (!put.isDone()) {
      Optional<BlobStat> stat = store.stat(KEY);
      assertTrue(stat.isEmpty() || stat.get().sizeBytes() == bytes.length, "half a blob: " + stat);
      for (BlobStat listed : list("blobs/")) {
        assertEquals(bytes.length, listed.sizeBytes());
      }
    }
    assertTrue(put.get());
    assertArrayEquals(bytes, read(KEY, ByteRange.ALL));
    writer.shutdown();
  }

  @Test
  void aFileThatCannotBeReadIsNoFaultOfTheStore() {
    IOException e =
        assertThrows(
            IOException.class, () -> store.putIfAbsent(KEY, files.resolve("does-not-exist")));
    assertFalse(e instanceof StoreException, e.toString());
  }

  @Test
  void replacesWhatWasSeen() throws IOException {
    assertTrue(store.replaceIfUnchanged(KEY, Optional.empty(), "1".getBytes(UTF_8)).isPresent());
    BlobStat first = store.stat(KEY).orElseThrow();
    assertTrue(store.replaceIfUnchanged(KEY, Optional.of(first), "22".getBytes(UTF_8)).isPresent());
    assertEquals("22", new String(read(KEY, ByteRange.ALL), UTF_8));
    assertNotEquals(first.etag(), store.stat(KEY).orElseThrow().etag());
  }

  @Test
  void saysOfWhatItWroteWhatItWillSayOfItLater() throws IOException {
    Optional<BlobStat> first = store.replaceIfUnchanged(KEY, Optional.empty(), "1".getBytes(UTF_8));
    assertEquals(store.stat(KEY), first);
    Optional<BlobStat> second = store.replaceIfUnchanged(KEY, first, "22".getBytes(UTF_8));
    assertEquals(store.stat(KEY), second);
    assertTrue(store.replaceIfUnchanged(KEY, second, "333".getBytes(UTF_8)).isPresent());
  }

  @Test
  void doesNotReplaceWhatWasNotSeen() throws IOException {
    store.replaceIfUnchanged(KEY, Optional.empty(), "1".getBytes(UTF_8));
    BlobStat first = store.stat(KEY).orElseThrow();
    assertTrue(store.replaceIfUnchanged(KEY, Optional.empty(), "2".getBytes(UTF_8)).isEmpty());
    store.replaceIfUnchanged(KEY, Optional.of(first), "3".getBytes(UTF_8));
    assertTrue(store.replaceIfUnchanged(KEY, Optional.of(first), "4".getBytes(UTF_8)).isEmpty());
    assertEquals("3", new String(read(KEY, ByteRange.ALL), UTF_8));
  }

  @Test
  void doesNotReplaceWhatIsGone() throws IOException {
    store.replaceIfUnchanged(KEY, Optional.empty(), "1".getBytes(UTF_8));
    BlobStat seen = store.stat(KEY).orElseThrow();
    assertTrue(store.deleteIfUnchanged(seen));
    assertTrue(store.replaceIfUnchanged(KEY, Optional.of(seen), "2".getBytes(UTF_8)).isEmpty());
    assertEquals(Optional.empty(), store.stat(KEY));
  }

  @Test
  void concurrentMergesLoseNothing() throws Exception {
    store.replaceIfUnchanged(KEY, Optional.empty(), new byte[0]);
    together(4, () -> append(5));
    assertEquals(20, read(KEY, ByteRange.ALL).length);
  }

  private boolean append(int times) throws IOException {
    for (int done = 0; done < times; ) {
      BlobStat seen;
      byte[] bytes;
      try (BlobContent content = store.open(KEY, ByteRange.ALL).orElseThrow()) {
        seen = content.stat();
        bytes = content.body().readAllBytes();
      }
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
      done += store.replaceIfUnchanged(KEY, Optional.of(seen), longer).isPresent() ? 1 : 0;
    }
    return true;
  }

  @Test
  void everyVersionHasAnotherEtag() throws IOException {
    Set<String> etags = new HashSet<>();
    Optional<BlobStat> seen = Optional.empty();
    for (int i = 0; i < 10; i++) {
      assertTrue(store.replaceIfUnchanged(KEY, seen, new byte[] {(byte) i}).isPresent());
      etags.add(store.stat(KEY).orElseThrow().etag());
      assertTrue(store.touch(KEY));
      seen = store.stat(KEY);
      etags.add(seen.orElseThrow().etag());
    }
    assertEquals(20, etags.size());
  }

  @Test
  void touchingKeepsTheBytes() throws IOException {
    store.putIfAbsent(KEY, file("bytes".getBytes(UTF_8)));
    BlobStat before = store.stat(KEY).orElseThrow();
    assertTrue(store.touch(KEY));
    BlobStat after = store.stat(KEY).orElseThrow();
    assertNotEquals(before.etag(), after.etag());
    assertFalse(after.lastModified().isBefore(before.lastModified()));
    assertEquals("bytes", new String(read(KEY, ByteRange.ALL), UTF_8));
  }

  @Test
  void deletesWhatWasSeen() throws IOException {
    store.putIfAbsent(KEY, file(new byte[1]));
    BlobStat seen = store.stat(KEY).orElseThrow();
    assertTrue(store.deleteIfUnchanged(seen));
    assertEquals(Optional.empty(), store.stat(KEY));
    assertFalse(store.deleteIfUnchanged(seen));
  }

  @Test
  void doesNotDeleteWhatWasReplacedOrTouched() throws IOException {
    store.replaceIfUnchanged(KEY, Optional.empty(), new byte[1]);
    BlobStat first = store.stat(KEY).orElseThrow();
    store.touch(KEY);
    assertFalse(store.deleteIfUnchanged(first));
    BlobStat touched = store.stat(KEY).orElseThrow();
    store.replaceIfUnchanged(KEY, Optional.of(touched), new byte[1]);
    assertFalse(store.deleteIfUnchanged(touched));
    assertTrue(store.stat(KEY).isPresent());
  }

  @Test
  void deletesManyEachOnItsOwnTerms() throws IOException {
    int count = 300; // more than Azure takes at once
    for (int i = 0; i < count; i++) {
      store.putIfAbsent(new BlobKey("k/ü ' %" + (1000 + i)), file(new byte[1]));
    }
    List<BlobStat> seen = list("k/");
    store.touch(seen.get(1).key());
    store.deleteIfUnchanged(seen.get(2));
    BlobStat replaced = seen.get(count - 1);
    store.replaceIfUnchanged(replaced.key(), Optional.of(replaced), new byte[2]);
    List<Deletion> expected = new ArrayList<>(Collections.nCopies(count, Deletion.DONE));
    List.of(1, 2, count - 1).forEach(i -> expected.set(i, Deletion.CHANGED));
    assertEquals(expected, store.deleteAllIfUnchanged(seen));
    assertEquals(List.of(seen.get(1).key().path(), replaced.key().path()), keys(list("")));
    assertEquals(List.of(), store.deleteAllIfUnchanged(List.of()));
  }

  @Test
  void listsInTheOrderOfWholeKeys() throws IOException {
    for (String key : List.of("a/b", "a-b", "a.b/c", "a0", "a/b-c", "A", "b", "a/c/d")) {
      store.putIfAbsent(new BlobKey(key), file(new byte[1]));
    }
    assertEquals(List.of("A", "a-b", "a.b/c", "a/b", "a/b-c", "a/c/d", "a0", "b"), keys(list("")));
    assertEquals(List.of("a/b", "a/b-c", "a/c/d"), keys(list("a/")));
    assertEquals(List.of("a/b", "a/b-c"), keys(list("a/b")));
    assertEquals(List.of(), keys(list("c")));
    assertEquals(List.of(), keys(list("c/d")));
    assertEquals(List.of(), keys(list("../")));
  }

  @Test
  void listsWhatStatSays() throws IOException {
    store.putIfAbsent(KEY, file(new byte[3]));
    assertEquals(List.of(store.stat(KEY).orElseThrow()), list(""));
    assertTrue(store.deleteIfUnchanged(list("").get(0)));
  }

  @Test
  void takesEveryLegalCharacter() throws IOException {
    List<String> keys = new ArrayList<>();
    for (char c = ' '; c < 0x7f; c++) {
      if (c != '\\' && c != '/') {
        keys.add("k/x" + c + "y");
      }
    }
    keys.addAll(
        List.of("k/ü", "k/漢字", "k/\uD83D\uDE00", "k/%41", "k/a b", "k/a+b", "k/:", "k/..x"));
    for (String key : keys) {
      assertTrue(store.putIfAbsent(new BlobKey(key), file(key.getBytes(UTF_8))), key);
    }
    assertEquals(keys.stream().sorted().toList(), keys(list("k/")));
    for (String key : keys) {
      assertEquals(key, new String(read(new BlobKey(key), ByteRange.ALL), UTF_8));
      assertTrue(store.touch(new BlobKey(key)), key);
      assertTrue(store.deleteIfUnchanged(store.stat(new BlobKey(key)).orElseThrow()), key);
    }
    assertEquals(List.of(), list(""));
  }

  @Test
  void anInterruptedThreadStopsAndStaysInterrupted() throws IOException {
    store.putIfAbsent(KEY, file(new byte[1]));
    BlobStat seen = store.stat(KEY).orElseThrow();
    try (BlobContent content = store.open(KEY, ByteRange.ALL).orElseThrow()) {
      Thread.currentThread().interrupt();
      assertThrows(StoreInterruptedException.class, () -> content.body().read());
      assertThrows(StoreInterruptedException.class, () -> store.stat(KEY));
      assertThrows(StoreInterruptedException.class, () -> store.open(KEY, ByteRange.ALL));
      assertThrows(StoreInterruptedException.class, () -> store.touch(KEY));
      assertThrows(StoreInterruptedException.class, () -> store.list(""));
      assertThrows(StoreInterruptedException.class, () -> store.deleteIfUnchanged(seen));
      List<BlobStat> two = List.of(seen, seen);
      assertThrows(StoreInterruptedException.class, () -> store.deleteAllIfUnchanged(two));
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals(Optional.of(seen), store.stat(KEY));
  }

  @Test
  void tellsTheTimeThatDatesItsBlobs() throws IOException {
    store.putIfAbsent(KEY, file(new byte[1]));
    Duration age = Duration.between(store.stat(KEY).orElseThrow().lastModified(), store.now());
    assertTrue(age.abs().compareTo(Duration.ofSeconds(5)) < 0, age.toString());
  }

  protected final Path file(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(files, "upload", ""), bytes);
  }

  private byte[] read(BlobKey key, ByteRange range) throws IOException {
    try (BlobContent content = store.open(key, range).orElseThrow()) {
      return content.body().readAllBytes();
    }
  }

  private List<BlobStat> list(String prefix) throws IOException {
    try (Stream<BlobStat> blobs = store.list(prefix)) {
      return blobs.toList();
    }
  }

  private static List<String> keys(List<BlobStat> blobs) {
    return blobs.stream().map(blob -> blob.key().path()).toList();
  }

  private static byte[] randomBytes(int sizeBytes) {
    byte[] bytes = new byte[sizeBytes];
    new Random(sizeBytes).nextBytes(bytes);
    return bytes;
  }

  private static <T> List<T> together(int threads, Callable<T> call) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch start = new CountDownLatch(threads);
    List<Future<T>> futures = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      futures.add(
          pool.submit(
              () -> {
                start.countDown();
                start.await();
                return call.call();
              }));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(future.get(50, TimeUnit.SECONDS));
    }
    pool.shutdown();
    return results;
  }
}
