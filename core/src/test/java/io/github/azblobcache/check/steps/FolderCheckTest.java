package io.github.azblobcache.check.steps;

import static io.github.azblobcache.check.Outcome.FAILED;
import static io.github.azblobcache.check.Outcome.NOTE;
import static io.github.azblobcache.check.Outcome.OK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCheckTest {

  @TempDir Path temp;

  private Path folder() {
    return temp.resolve("cache");
  }

  private String exported() {
    return "type=local,dest=" + folder();
  }

  @Test
  void aFolderThatTheFirstExportCreates() throws IOException {
    Checks.of(
            Map.of(
                "AZBLOB_CACHE_FROM", "type=local,src=" + folder(), "AZBLOB_CACHE_TO", exported()))
        .fails()
        .is("folder", OK, "is not there yet: the first export creates it")
        .is("read", OK, "no 'buildkit' yet")
        .is("write", OK, "a probe was written and replaced")
        .is("delete", OK, "the probe is deleted")
        .is("space", OK, "are free for exports");
    try (Stream<Path> left = Files.walk(folder().resolve("blobs"))) {
      assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
    }
  }

  @Test
  void aFolderThatIsNotThereToImportFrom() throws IOException {
    Checks checks =
        Checks.importing("type=local,src=" + folder())
            .fails()
            .is("folder", NOTE, "is not there")
            .advises("folder", "Check 'src' if there was one.");
    assertEquals(
        "builds find nothing to import in " + folder() + " yet", checks.diagnosis().summary());
  }

  @Test
  void aFolderForFetchedLayers() throws IOException {
    Path staging = temp.resolve("staging");
    Map<String, String> cache = Map.of("AZBLOB_CACHE_FROM", "type=local,src=" + folder());
    Checks.of(cache, staging, Duration.ofMinutes(2))
        .fails()
        .is("directory", OK, staging + " has room for ")
        .is("directory", OK, " of fetched layers, half of what is free");
    try (Stream<Path> left = Files.list(staging)) {
      assertEquals(List.of(), left.toList());
    }
    Path file = Files.writeString(temp.resolve("file"), "");
    Checks.of(cache, file, Duration.ofMinutes(2))
        .fails("directory")
        .is(
            "directory",
            FAILED,
            "'" + file + "' exists, and is not a folder. Set azblob-cache.dir");
    assertEquals(List.of(), Checks.exporting(exported()).diagnosis().failures());
  }

  @Test
  void aLinkThatLeadsNowhere() throws IOException {
    Path link = Files.createSymbolicLink(folder(), temp.resolve("none"));
    Checks.importing("type=local,src=" + link)
        .fails("folder")
        .is("folder", FAILED, link + " is a link that leads nowhere");
    Checks.importing("type=local,src=" + link.resolve("below"))
        .fails("folder")
        .is("folder", FAILED, "is below " + link + ", which is a link that leads nowhere");
    Map<String, String> cache = Map.of("AZBLOB_CACHE_FROM", "type=local,src=" + temp);
    for (Path staging : List.of(link, link.resolve("below"))) {
      Checks.of(cache, staging, Duration.ofMinutes(2))
          .fails("directory")
          .is("directory", FAILED, "'" + link + "' is a link that leads nowhere.");
    }
  }

  @Test
  void aLinkToItself() throws IOException {
    Path link = Files.createSymbolicLink(folder(), folder());
    Checks.importing("type=local,src=" + link)
        .fails("folder")
        .is("folder", FAILED, link + " is a link that leads nowhere");
  }

  @Test
  void aFolderBelowAFile() throws IOException {
    Path below = Files.writeString(folder(), "").resolve("below");
    Checks.importing("type=local,src=" + below)
        .fails("folder")
        .is("folder", FAILED, below + " is below " + folder() + ", which is a file");
  }

  @Test
  void aFile() throws IOException {
    Files.writeString(folder(), "");
    Checks.importing("type=local,src=" + folder())
        .fails("folder")
        .is("folder", FAILED, "is a file");
  }

  @Test
  void aFolderOfAGroup() throws IOException {
    assumeTrue(temp.getFileSystem().supportedFileAttributeViews().contains("unix"));
    Files.createDirectory(folder());
    mode("rwxrwxr-x", 0);
    Checks.exporting(exported()).fails().is("sharing", NOTE, "need not belong to the group");
    mode("rwxrwxr-x", 02000);
    Checks.exporting(exported()).fails().is("sharing", OK, "its users can export");
    mode("rwxrwxrwx", 01000);
    Checks.exporting(exported())
        .fails()
        .is("sharing", NOTE, "only the user who wrote a blob can replace or delete it");
    mode("rwxr-xr-x", 0);
    Checks.exporting(exported()).fails().is("sharing", OK, "this user alone can export");
  }

  private void mode(String permissions, int special) throws IOException {
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString(permissions));
    int mode = (int) Files.getAttribute(folder(), "unix:mode") & 0777;
    Files.setAttribute(folder(), "unix:mode", mode | special);
  }
}
