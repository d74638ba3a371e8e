package io.github.azblobcache.store.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A folder that two users share, as two agents or two containers do. Needs root, to be both. */
@Timeout(120)
class SharedFolderTest {

  private static final BlobKey BLOB = new BlobKey("blobs/layer");
  private static final BlobKey MANIFEST = new BlobKey("manifests/main");

  private static final int TEAM = 5252;
  private static final int APPENDS = 50;

  @TempDir Path temp;
  private Path folder;

  /** What a user does with the folder. */
  public static final class User {

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[1]);
      try (BlobStore store = new DirectoryBlobStore(new DirectoryLocation(folder))) {
        switch (arguments[0]) {
          case "export" -> export(store);
          case "import" -> read(store);
          case "append" -> append(store);
          default -> prune(store);
        }
      }
    }

    private static void export(BlobStore store) throws IOException {
      if (!store.touch(BLOB)) {
        Path file = Files.createTempFile("layer", "");
        store.putIfAbsent(BLOB, Files.writeString(file, "layer"));
      }
      byte[] longer = new byte[store.stat(MANIFEST).map(it -> (int) it.sizeBytes()).orElse(0) + 1];
      store.replaceIfUnchanged(MANIFEST, store.stat(MANIFEST), longer);
    }

    // As exports that meet merge their builds into one manifest
    private static void append(BlobStore store) throws IOException {
      for (int done = 0; done < APPENDS; ) {
        Optional<BlobStat> seen = store.stat(MANIFEST);
        byte[] longer = new byte[seen.map(it -> (int) it.sizeBytes()).orElse(0) + 1];
        done += store.replaceIfUnchanged(MANIFEST, seen, longer).isPresent() ? 1 : 0;
      }
    }

    private static void read(BlobStore store) throws IOException {
      for (BlobKey key : List.of(BLOB, MANIFEST)) {
        try (BlobContent content = store.open(key, ByteRange.ALL).orElseThrow()) {
          content.body().readAllBytes();
        }
      }
    }

    private static void prune(BlobStore store) throws IOException {
      for (BlobKey key : List.of(MANIFEST, BLOB)) {
        Optional<BlobStat> seen = store.stat(key);
        if (!store.deleteIfUnchanged(seen.orElseThrow())) {
          throw new IOException("Not deleted: " + key);
        }
      }
    }
  }

  @BeforeEach
  void makeFolder() throws Exception {
    boolean isRoot =
        temp.getFileSystem().supportedFileAttributeViews().contains("unix")
            && Files.getAttribute(temp, "unix:uid").equals(0);
    if (!isRoot && System.getenv("CI") != null) {
      throw new AssertionError("CI must run these tests as root");
    }
    assumeTrue(isRoot, "not root");
    folder = Files.createDirectory(temp.resolve("store"));
    copyClasses();
    open(temp, "rwxr-xr-x");
    open(folder, "rwxrwxrwx");
  }

  // Those of this build are often in root's home, which no other user may read
  private void copyClasses() throws IOException {
    for (Class<?> type : List.of(User.class, DirectoryBlobStore.class)) {
      Path classes = Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
      Path copy = temp.resolve("classes");
      try (Stream<Path> files = Files.walk(classes)) {
        for (Path file : files.toList()) {
          Path target = copy.resolve(classes.relativize(file).toString());
          if (Files.isDirectory(file)) {
            Files.createDirectories(target);
          } else if (file.toString().endsWith(".class")) {
            Files.write(target, Files.readAllBytes(file));
          }
        }
      }
    }
    try (Stream<Path> files = Files.walk(temp.resolve("classes"))) {
      for (Path file : files.toList()) {
        open(file, "rwxr-xr-x");
      }
    }
  }

  private static void open(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private ChildJvm.Result as(int user, String umask, String operation) throws Exception {
    return as(user, user, umask, operation);
  }

  private ChildJvm.Result as(int user, int group, String umask, String operation) throws Exception {
    return ChildJvm.await(begin(user, group, umask, operation));
  }

  private Process begin(int user, int group, String umask, String operation) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh", "setpriv"));
    command.addAll(List.of("--reuid=" + user, "--regid=" + user, "--groups=" + group));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", temp.resolve("classes").toString(), User.class.getName()));
    command.addAll(List.of(operation, folder.toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static void assertDone(ChildJvm.Result result) {
    assertEquals(new ChildJvm.Result(0, ""), result);
  }

  @Test
  void eachUserExportsImportsAndPrunes() throws Exception {
    assertDone(as(4242, "000", "export"));
    BlobStat first = stat(BLOB);
    assertDone(as(4343, "000", "export"));
    assertTrue(stat(BLOB).lastModified().isAfter(first.lastModified()));
    assertEquals(first.sizeBytes(), stat(BLOB).sizeBytes());
    assertEquals(2, stat(MANIFEST).sizeBytes());
    assertDone(as(4242, "000", "export"));
    assertEquals(3, stat(MANIFEST).sizeBytes());
    assertDone(as(4343, "000", "import"));
    assertDone(as(4343, "000", "prune"));
  }

  // As chmod 2775: what is made in the folder is the group's
  private void giveToTeam() throws IOException {
    Files.setAttribute(folder, "unix:gid", TEAM);
    Files.setAttribute(folder, "unix:mode", 02775);
  }

  @Test
  void usersOfACommonGroupThatExportAtOnceLoseNothing() throws Exception {
    giveToTeam();
    Process first = begin(4242, TEAM, "002", "append");
    Process second = begin(4343, TEAM, "002", "append");
    assertDone(ChildJvm.await(first));
    assertDone(ChildJvm.await(second));
    assertEquals(2 * APPENDS, stat(MANIFEST).sizeBytes());
  }

  @Test
  void usersOfACommonGroupExportImportAndPrune() throws Exception {
    giveToTeam();
    assertDone(as(4242, TEAM, "002", "export"));
    assertDone(as(4343, TEAM, "002", "export"));
    assertDone(as(4242, TEAM, "002", "export"));
    assertEquals(3, stat(MANIFEST).sizeBytes());
    assertDone(as(4343, TEAM, "002", "import"));
    ChildJvm.Result stranger = as(4444, "002", "export");
    assertTrue(stranger.output().contains("no permission for " + folder), stranger.output());
    assertDone(as(4343, TEAM, "002", "prune"));
  }

  @Test
  void whoMayOnlyReadImports() throws Exception {
    assertDone(as(4242, "022", "export"));
    assertDone(as(4343, "022", "import"));
    ChildJvm.Result refused = as(4343, "022", "export");
    assertEquals(1, refused.exitCode());
    assertTrue(refused.output().contains("no permission for " + folder), refused.output());
  }

  private BlobStat stat(BlobKey key) throws IOException {
    try (BlobStore store = new DirectoryBlobStore(new DirectoryLocation(folder))) {
      return store.stat(key).orElseThrow();
    }
  }
}
