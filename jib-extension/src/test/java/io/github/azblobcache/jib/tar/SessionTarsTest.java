package io.github.azblobcache.jib.tar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.common.collect.ImmutableList;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTarsTest {

  private static final int LARGE_BYTES = 3_000_001;
  private static final DiffId DIFF_ID = new DiffId(Digest.of(new byte[0]));

  @TempDir private Path folder;

  @Test
  void aTarInOnePassIsTheOneThatJibWrites() throws IOException {
    Path large = file("large", LARGE_BYTES);
    Path small = file("small", 512);
    Path empty = file("empty", 0);
    Path link = Files.createSymbolicLink(folder.resolve("link"), small);
    assertAsJibs(entry(large, "/app/libs/large.jar"));
    assertAsJibs(
        entry(small, "/app/libs/small.jar"),
        entry(empty, "/app/libs/empty.jar"),
        entry(link, "/app/b"),
        entry(large, "/app/a/é/ünïcode/文件.txt"),
        entry(folder, "/app/a/"),
        entry(folder, "/other"));
    assertAsJibs(entry(small, "/top"));
  }

  @Test
  void ofTwoFilesAtOnePlaceTheFirstIsTaken() throws IOException {
    assertAsJibs(
        entry(file("first", 100), "/app/it"),
        entry(file("second", 200), "/app/it"),
        entry(folder, "/app"));
  }

  @Test
  void manyFilesThatDifferInNameAndSizeAreAsJibWritesThem() throws IOException {
    List<FileEntry> entries = new ArrayList<>();
    Path sub = Files.createDirectory(folder.resolve("sub"));
    for (int i = 0; i < 100; i++) {
      String permissions = i % 3 == 0 ? "755" : "644";
      String name = "/app/" + (i % 5 == 0 ? "a+b ~x" : "libs/x") + "y".repeat(i) + ".jar";
      Instant time = Instant.ofEpochSecond(i % 4);
      entries.add(entry(file("file" + i, 37 * i), name, permissions, time, i % 7 == 0 ? "me" : ""));
      entries.add(entry(sub, "/app/folder" + "z".repeat(i), permissions, time, ""));
    }
    assertAsJibs(entries.toArray(FileEntry[]::new));
  }

  @ParameterizedTest
  @ValueSource(ints = {83, 84, 85, 86, 99, 100, 101, 155, 156, 255, 256, 400})
  void aNameMayBeLong(int length) throws IOException {
    Path file = file("file", 10);
    assertAsJibs(entry(file, "/" + "n".repeat(length)));
    assertAsJibs(entry(file, "/" + "n".repeat(length / 2) + "/" + "m".repeat(length / 2)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1000",
        "1000:",
        ":1000",
        "me",
        "me:us",
        "1000:us",
        ":us",
        "3000000:9999999",
        "a:b:c",
        ":"
      })
  void filesMayHaveOwners(String owner) throws IOException {
    assertAsJibs(entry(file("file", 10), "/app/file", "640", Instant.EPOCH, owner));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:01Z",
        "2026-01-31T01:02:03.004005006Z",
        "2026-01-31T01:02:03.123456789Z",
        "1969-12-31T23:59:58.5Z",
        "2300-01-01T00:00:00Z"
      })
  void filesMayHaveTimes(String time) throws IOException {
    assertAsJibs(entry(file("file", 10), "/app/file", "755", Instant.parse(time), ""));
  }

  @Test
  void theSameFilesAreReadOnceHoweverManyModulesHaveThem() throws IOException {
    SessionTars tars = new SessionTars();
    Path file = file("file", LARGE_BYTES);
    Path small = file("small", 10);
    LayerTar first = tars.of(files(entry(file, "/a"), entry(small, "/b")));
    FileTime time = Files.getLastModifiedTime(file);
    Files.write(file, new byte[LARGE_BYTES]);
    Files.setLastModifiedTime(file, time);
    assertEquals(first, tars.of(files(entry(file, "/a"), entry(small, "/b"))));
    assertNotEquals(first, tars.of(files(entry(file, "/c"), entry(small, "/b"))));
  }

  @Test
  void aFileThatHasChangedIsReadAgain() throws IOException {
    SessionTars tars = new SessionTars();
    Path file = file("file", LARGE_BYTES);
    LayerTar first = tars.of(files(entry(file, "/a")));
    FileTime time = Files.getLastModifiedTime(file);
    Files.write(file, new byte[LARGE_BYTES]);
    Files.setLastModifiedTime(file, FileTime.from(time.toInstant().plusSeconds(1)));
    LayerTar second = tars.of(files(entry(file, "/a")));
    assertNotEquals(first, second);
    Files.write(file, new byte[LARGE_BYTES + 512]);
    Files.setLastModifiedTime(file, FileTime.from(time.toInstant().plusSeconds(1)));
    assertNotEquals(second, tars.of(files(entry(file, "/a"))));
  }

  @Test
  void aJibThatWritesOtherTarsIsAskedItself() throws IOException {
    List<Integer> asked = new ArrayList<>();
    SessionTars tars =
        new SessionTars(
            (files, out) -> {
              asked.add(files.size());
              return new LayerTar(OnePassTar.write(files, out).diffId(), 1);
            },
            JibVersion::running);
    FileEntry[] layer = {
      entry(file("large", LARGE_BYTES), "/a"),
      entry(file("small", 10), "/b"),
      entry(file("empty", 0), "/c")
    };
    assertEquals(1, tars.of(files(layer)).sizeBytes());
    LayerTar right = byJib(files(layer));
    assertEquals(Optional.of(right), tars.corrected(files(layer), none -> false));
    assertEquals(right, tars.of(files(layer)));
    assertEquals(byJib(files(layer[0])), tars.of(files(layer[0])));
    assertEquals(List.of(3, 1), asked);
  }

  @Test
  void anOldJibIsAskedItself() throws IOException {
    SessionTars tars =
        new SessionTars(
            (files, out) -> {
              throw new NoSuchMethodError("TarArchiveEntry(Path, String)");
            },
            JibVersion::running);
    ImmutableList<FileEntry> layer = files(entry(file("small", 10), "/b"));
    assertEquals(byJib(layer), tars.of(layer));
    assertEquals(Optional.of(byJib(layer)), tars.corrected(layer, none -> false));
  }

  @Test
  void theTarOfAKnownJibIsNotCorrected() throws IOException {
    FileEntry large = entry(file("large", LARGE_BYTES), "/a");
    assertEquals(Optional.empty(), new SessionTars().corrected(files(large), none -> false));
  }

  @Test
  void noSampleIsTakenIfAnyTarOfTheSessionWasBuilt() throws IOException {
    List<Integer> asked = new ArrayList<>();
    SessionTars tars =
        new SessionTars(
            (files, out) -> {
              asked.add(files.size());
              return OnePassTar.write(files, out);
            },
            JibVersion::running);
    ImmutableList<FileEntry> unchanged =
        files(entry(file("large", LARGE_BYTES), "/a"), entry(file("small", 10), "/b"));
    ImmutableList<FileEntry> changed = files(entry(file("changed", 10), "/c"));
    DiffId built = tars.of(unchanged).diffId();
    tars.of(changed);
    assertEquals(Optional.empty(), tars.corrected(changed, built::equals));
    assertEquals(List.of(2, 1), asked);
  }

  @Test
  void aFileThatIsGoneIsTroubleUntilItIsBack() throws IOException {
    SessionTars tars = new SessionTars();
    Path file = folder.resolve("late");
    FileEntry entry = entry(file, "/late");
    assertThrows(NoSuchFileException.class, () -> tars.of(files(entry)));
    file("late", 10);
    assertEquals(byJib(files(entry)), tars.of(files(entry)));
  }

  @Test
  void anImageGetsTheTarThatWasHashed() throws IOException {
    ImmutableList<FileEntry> layer = files(entry(file("small", 10), "/b"));
    SessionTars tars = new SessionTars();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    assertEquals(tars.of(layer), tars.write(layer, written));
    assertEquals(tars.of(layer).diffId().digest(), Digest.of(written.toByteArray()));
  }

  @Test
  void aJibThatNobodyHasComparedWritesTarsForImagesItself() throws IOException {
    LayerTar.Maker other = (files, out) -> new LayerTar(DIFF_ID, 1);
    JibVersion newer = new JibVersion("jib-maven-plugin", "99.0.0");
    SessionTars tars = new SessionTars(other, () -> newer);
    ImmutableList<FileEntry> layer = files(entry(file("small", 10), "/b"));
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    assertEquals(DIFF_ID, tars.of(layer).diffId());
    assertEquals(byJib(layer), tars.write(layer, written));
    assertEquals(byJib(layer).diffId().digest(), Digest.of(written.toByteArray()));
  }

  @Test
  void whatIsKnownToBeWrongIsWrittenByJib() throws IOException {
    SessionTars tars =
        new SessionTars((files, out) -> new LayerTar(DIFF_ID, 1), JibVersion::running);
    ImmutableList<FileEntry> layer = files(entry(file("small", 10), "/b"));
    assertEquals(Optional.of(byJib(layer)), tars.corrected(layer, none -> false));
    assertEquals(byJib(layer), tars.write(layer, OutputStream.nullOutputStream()));
  }

  private static LayerTar byJib(ImmutableList<FileEntry> files) throws IOException {
    return LayerTar.byJib(files, OutputStream.nullOutputStream());
  }

  private static void assertAsJibs(FileEntry... entries) throws IOException {
    ByteArrayOutputStream byJib = new ByteArrayOutputStream();
    ByteArrayOutputStream inOnePass = new ByteArrayOutputStream();
    LayerTar expected = LayerTar.byJib(files(entries), byJib);
    assertEquals(expected, OnePassTar.write(files(entries), inOnePass));
    assertArrayEquals(byJib.toByteArray(), inOnePass.toByteArray());
  }

  private Path file(String name, int sizeBytes) throws IOException {
    byte[] bytes = new byte[sizeBytes];
    new Random(name.hashCode()).nextBytes(bytes);
    return Files.write(folder.resolve(name), bytes);
  }

  private static ImmutableList<FileEntry> files(FileEntry... entries) {
    return ImmutableList.copyOf(entries);
  }

  private static FileEntry entry(Path file, String path) {
    return entry(file, path, "644", FileEntriesLayer.DEFAULT_MODIFICATION_TIME, "");
  }

  private static FileEntry entry(
      Path file, String path, String permissions, Instant time, String owner) {
    return new FileEntry(
        file,
        AbsoluteUnixPath.get(path),
        FilePermissions.fromOctalString(permissions),
        time,
        owner);
  }
}
