package io.github.azblobcache.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RebuildTest {

  private static final Instant EPOCH = Instant.parse("1970-01-01T00:00:01Z");
  private static final FileFact LIBRARY = file("/app/libs/library.jar", 10, 1);
  private static final FileFact OTHER = file("/app/libs/other.jar", 20, 2);

  @Test
  void namesWhatWasAddedWhatIsGoneAndWhatIsDifferentAndHow() {
    FileFact content = file("/app/libs/content.jar", 10, 1);
    FileFact size = file("/app/libs/size.jar", 10, 1);
    FileFact rest = new FileFact("/app/libs/rest.jar", 10, 1, "644", EPOCH, "");
    Rebuild rebuild =
        rebuild(
            List.of(content, size, rest, OTHER, LIBRARY),
            List.of(
                file("/app/libs/new.jar", 1, 1),
                LIBRARY,
                file("/app/libs/content.jar", 10, 7),
                file("/app/libs/size.jar", 11, 7),
                new FileFact("/app/libs/rest.jar", 10, 1, "755", EPOCH.plusSeconds(1), "a:b")));

    assertEquals("3 of 5 files changed, 1 added, 1 removed", rebuild.because());
    assertEquals(
        List.of(
            "changed /app/libs/content.jar (content)",
            "changed /app/libs/rest.jar (mode 644 to 755, time 1970-01-01T00:00:01Z to"
                + " 1970-01-01T00:00:02Z, owner '' to 'a:b')",
            "changed /app/libs/size.jar (size 10 to 11 bytes)",
            "added /app/libs/new.jar",
            "removed /app/libs/other.jar"),
        rebuild.files());
  }

  @Test
  void tellsAFolderFromAFileOfTheSameName() {
    Rebuild rebuild = rebuild(List.of(file("/data", 0, 0)), List.of(file("/data/", 0, 0)));

    assertEquals("0 of 1 files and folders changed, 1 added, 1 removed", rebuild.because());
    assertEquals(List.of("added /data/", "removed /data"), rebuild.files());
  }

  @Test
  void doesNotMindTheOrderOfFiles() {
    assertEquals(
        "no file is different: another version of Jib writes another tar",
        rebuild(List.of(LIBRARY, OTHER), List.of(OTHER, LIBRARY)).because());
  }

  @Test
  void takesTheFirstOfSeveralEntriesForOnePathAsJibDoes() {
    FileFact hidden = file(LIBRARY.path(), 99, 99);
    assertEquals(
        List.of("added /app/libs/other.jar"),
        rebuild(List.of(LIBRARY, hidden), List.of(LIBRARY, OTHER)).files());
  }

  @Test
  void saysSoIfTheNewestBuildHadTheVeryLayer() {
    FileLists newest = new FileLists(List.of(layer("dependencies", "same", LIBRARY)));
    assertEquals(
        "nothing changed: it was to be built sooner than fetched, or the cache has lost it or has"
            + " it damaged",
        Rebuild.of(layer("dependencies", "same", LIBRARY), 0, newest).because());
  }

  @Test
  void comparesLayersOfOneNameInTheirOrder() {
    FileLists newest =
        new FileLists(
            List.of(
                layer("extra files", "1", LIBRARY),
                layer("classes", "2", OTHER),
                layer("extra files", "3", OTHER)));
    LayerListing second = layer("extra files", "new", OTHER, LIBRARY);

    assertEquals(List.of("added /app/libs/library.jar"), Rebuild.of(second, 1, newest).files());
    assertEquals(
        "the newest known build has no such layer", Rebuild.of(second, 2, newest).because());
  }

  private static Rebuild rebuild(List<FileFact> older, List<FileFact> newer) {
    LayerListing before = layer("dependencies", "older", older.toArray(FileFact[]::new));
    LayerListing after = layer("dependencies", "newer", newer.toArray(FileFact[]::new));
    return Rebuild.of(after, 0, new FileLists(List.of(before)));
  }

  private static LayerListing layer(String name, String tar, FileFact... files) {
    Digest digest = Digest.of(tar.getBytes(StandardCharsets.UTF_8));
    return new LayerListing(name, new DiffId(digest), List.of(files));
  }

  private static FileFact file(String path, long sizeBytes, long crc32c) {
    return new FileFact(path, sizeBytes, crc32c, "644", EPOCH, "");
  }
}
