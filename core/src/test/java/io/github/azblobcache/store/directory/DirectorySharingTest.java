package io.github.azblobcache.store.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.ChildJvm;
import io.github.azblobcache.store.errors.StoreException;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a folder can go through: other processes, other class loaders, other files. */
@Timeout(60)
class DirectorySharingTest {

  private static final BlobKey KEY = new BlobKey("manifests/app");
  private static final int APPENDS = 50;

  @TempDir Path folder;

  /** Makes a blob longer by one byte, again and again. */
  public static final class Appender {

    public static void main(String[] arguments) throws IOException {
      try (DirectoryBlobStore store =
          new DirectoryBlobStore(new DirectoryLocation(Path.of(arguments[0])))) {
        for (int done = 0; done < APPENDS; ) {
          done += append(store) ? 1 : 0;
        }
      }
    }

    private static boolean append(DirectoryBlobStore store) throws IOException {
      BlobStat seen;
      byte[] bytes;
      try (BlobContent content = store.open(KEY, ByteRange.ALL).orElseThrow()) {
        seen = content.stat();
        bytes = content.body().readAllBytes();
      }
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
      return store.replaceIfUnchanged(KEY, Optional.of(seen), longer).isPresent();
    }
  }

  @Test
  void processesAndClassLoadersLoseNothing() throws Exception {
    DirectoryBlobStore store = store(Clock.systemUTC());
    store.replaceIfUnchanged(KEY, Optional.empty(), new byte[0]);
    Process first = ChildJvm.start(List.of(), Map.of(), Appender.class, folder.toString());
    Process second = ChildJvm.start(List.of(), Map.of(), Appender.class, folder.toString());
    List<Thread> threads = List.of(appendInOtherClassLoader(), appendInOtherClassLoader());
    Appender.main(new String[] {folder.toString()});
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(new ChildJvm.Result(0, ""), ChildJvm.await(first));
    assertEquals(new ChildJvm.Result(0, ""), ChildJvm.await(second));
    assertEquals(5 * APPENDS, store.stat(KEY).orElseThrow().sizeBytes());
  }

  private Thread appendInOtherClassLoader() throws Exception {
    URL[] classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(DirectorySharingTest::url)
            .toArray(URL[]::new);
    ClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
    Class<?> appender = loader.loadClass(Appender.class.getName());
    assertNotEquals(Appender.class, appender);
    Thread thread =
        new Thread(
            () -> {
              try {
                appender
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[] {folder.toString()});
              } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
              }
            });
    thread.start();
    return thread;
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyVersionHasAnotherEtagThoughTheClockStands() throws IOException {
    Instant now = Instant.parse("2026-01-31T00:00:00Z");
    DirectoryBlobStore store = store(Clock.fixed(now, ZoneOffset.UTC));
    Set<String> etags = new HashSet<>();
    Optional<BlobStat> seen = Optional.empty();
    for (int i = 0; i < 100; i++) {
      assertTrue(store.replaceIfUnchanged(KEY, seen, new byte[] {(byte) i}).isPresent());
      etags.add(store.stat(KEY).orElseThrow().etag());
      assertTrue(store.touch(KEY));
      seen = store.stat(KEY);
      etags.add(seen.orElseThrow().etag());
    }
    assertEquals(200, etags.size());
  }

  @Test
  void aReaderKeepsTheVersionItOpened() throws IOException {
    DirectoryBlobStore store = store(Clock.systemUTC());
    store.replaceIfUnchanged(KEY, Optional.empty(), "old".getBytes());
    try (BlobContent content = store.open(KEY, ByteRange.ALL).orElseThrow()) {
      store.replaceIfUnchanged(KEY, Optional.of(content.stat()), "newer".getBytes());
      assertArrayEquals("old".getBytes(), content.body().readAllBytes());
    }
  }

  @Test
  void listsNothingOfItsOwn() throws IOException {
    DirectoryBlobStore store = store(Clock.systemUTC());
    store.replaceIfUnchanged(KEY, Optional.empty(), new byte[1]);
    store.touch(KEY);
    Files.writeString(folder.resolve(".azblob-cache/tmp/killed.part"), "half");
    assertEquals(List.of("manifests/app"), keys(store, ""));
    assertEquals(List.of(), keys(store, ".azblob-cache/"));
    assertThrows(StoreException.class, () -> store.stat(new BlobKey(".azblob-cache/lock")));
  }

  @Test
  void namesWhatNoKeyCanBe() throws IOException {
    DirectoryBlobStore store = store(Clock.systemUTC());
    store.replaceIfUnchanged(KEY, Optional.empty(), new byte[1]);
    Files.writeString(folder.resolve("manifests/team\\shop"), "");
    Files.createDirectory(folder.resolve("manifests/team\\"));
    Files.writeString(folder.resolve("team\\shop"), "");
    List<String> otherNames = new ArrayList<>();
    try (Stream<BlobStat> blobs = store.list("manifests/", otherNames::add)) {
      assertEquals(List.of(KEY), blobs.map(BlobStat::key).toList());
    }
    otherNames.sort(null);
    assertEquals(List.of("manifests/team\\/", "manifests/team\\shop"), otherNames);
  }

  @Test
  void leavesNoTemporaryFileAndDropsThoseOfTheDead() throws IOException {
    Path temps = Files.createDirectories(folder.resolve(".azblob-cache/tmp"));
    Path dead = Files.writeString(temps.resolve("dead.part"), "half");
    Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minusSeconds(90_000)));
    Path alive = Files.writeString(temps.resolve("alive.part"), "half");
    store(Clock.systemUTC()).replaceIfUnchanged(KEY, Optional.empty(), new byte[1]);
    try (Stream<Path> left = Files.list(temps)) {
      assertEquals(List.of(alive), left.toList());
    }
  }

  @Test
  void followsNoSymbolicLink(@TempDir Path outside) throws IOException {
    DirectoryBlobStore store = store(Clock.systemUTC());
    Path secret = Files.writeString(outside.resolve("secret"), "secret");
    Files.createDirectories(folder);
    Files.createSymbolicLink(folder.resolve("file"), secret);
    Files.createSymbolicLink(folder.resolve("dir"), outside);
    assertEquals(Optional.empty(), store.stat(new BlobKey("file")));
    assertThrows(StoreException.class, () -> store.stat(new BlobKey("dir/secret")));
    assertThrows(
        StoreException.class,
        () -> store.replaceIfUnchanged(new BlobKey("dir/new"), Optional.empty(), new byte[1]));
    assertEquals(List.of(), keys(store, ""));
    assertFalse(Files.exists(outside.resolve("new")));
  }

  @Test
  void saysWhatIsInTheWay() throws IOException {
    DirectoryBlobStore store = store(Clock.systemUTC());
    store.replaceIfUnchanged(new BlobKey("a"), Optional.empty(), new byte[1]);
    StoreException e =
        assertThrows(
            StoreException.class,
            () -> store.replaceIfUnchanged(new BlobKey("a/b"), Optional.empty(), new byte[1]));
    assertTrue(
        e.getMessage()
            .endsWith(
                "a' exists, and is not a folder. A name can be that of a folder or of a blob, not"
                    + " of both."),
        e.getMessage());
    assertEquals(Optional.empty(), store.stat(new BlobKey("a/b")));
  }

  private DirectoryBlobStore store(Clock clock) {
    return new DirectoryBlobStore(new DirectoryLocation(folder), clock);
  }

  private static List<String> keys(DirectoryBlobStore store, String prefix) throws IOException {
    List<String> keys = new ArrayList<>();
    try (Stream<BlobStat> blobs = store.list(prefix)) {
      blobs.forEach(blob -> keys.add(blob.key().path()));
    }
    return keys;
  }
}
