package io.github.azblobcache.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.LayerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileListsBlobTest {

  private static final DiffId DIFF_ID = new DiffId(Digest.of(new byte[] {1}));
  private static final FileLists LISTS =
      new FileLists(
          List.of(
              new LayerListing(
                  "extra \"files\"",
                  DIFF_ID,
                  List.of(
                      new FileFact(
                          "/data/Größe\n日本語",
                          5_000_000_000L,
                          4_000_000_000L,
                          "755",
                          Instant.parse("2026-01-31T00:00:00.5Z"),
                          "me:us"))),
              new LayerListing("", DIFF_ID, List.of())));

  @TempDir Path folder;

  @Test
  void readsWhatWasWritten() throws Exception {
    LayerFile blob = FileListsBlob.write(LISTS, folder.resolve("new"));

    assertEquals(LISTS, FileListsBlob.read(blob.file()));
  }

  @Test
  void eachFileHasItsOwnTimeAlsoWhereNeighboursShareOne() throws Exception {
    List<FileFact> files = new ArrayList<>();
    for (String time : List.of("2026-01-31T00:00:00Z", "1970-01-01T00:00:00Z")) {
      files.add(new FileFact("/one", 1, 1, "644", Instant.parse(time), ""));
      files.add(new FileFact("/two", 1, 1, "644", Instant.parse(time), ""));
    }
    files.add(new FileFact("/three", 1, 1, "644", Instant.parse("2026-01-31T00:00:00Z"), ""));
    FileLists lists = new FileLists(List.of(new LayerListing("classes", DIFF_ID, files)));

    assertEquals(lists, FileListsBlob.read(FileListsBlob.write(lists, folder).file()));
  }

  @Test
  void isNamedByTheBytesAsTheyAre() throws Exception {
    LayerFile blob = FileListsBlob.write(LISTS, folder);

    byte[] gzipped = Files.readAllBytes(blob.file());
    assertEquals(Digest.of(gzipped), blob.blob().digest());
    assertEquals(gzipped.length, blob.blob().sizeBytes());
    try (GZIPInputStream json = new GZIPInputStream(Files.newInputStream(blob.file()))) {
      assertEquals(new DiffId(Digest.of(json.readAllBytes())), blob.diffId());
    }
  }

  @Test
  void givesTheSameBytesForTheSameLists() throws Exception {
    LayerFile one = FileListsBlob.write(LISTS, folder.resolve("one"));
    LayerFile two = FileListsBlob.write(LISTS, folder.resolve("two"));

    assertArrayEquals(Files.readAllBytes(one.file()), Files.readAllBytes(two.file()));
  }

  @Test
  void isTheJsonThatTheDocumentationShows() throws Exception {
    FileFact file =
        new FileFact(
            "/app/libs/slf4j-api-2.0.17.jar",
            69908,
            3141592653L,
            "644",
            Instant.parse("1970-01-01T00:00:01Z"),
            "");
    FileLists lists =
        new FileLists(List.of(new LayerListing("dependencies", DIFF_ID, List.of(file))));
    Path written = FileListsBlob.write(lists, folder).file();
    try (GZIPInputStream json = new GZIPInputStream(Files.newInputStream(written))) {
      assertEquals(
          "{'formatVersion':1,'layers':[{'name':'dependencies','diffID':'"
              + DIFF_ID
              + "','files':[{'path':'/app/libs/slf4j-api-2.0.17.jar','size':69908,"
              + "'crc32c':3141592653,'mode':'644','modified':'1970-01-01T00:00:01Z',"
              + "'owner':''}]}]}",
          new String(json.readAllBytes(), StandardCharsets.UTF_8).replace('"', '\''));
    }
  }

  @Test
  void readsOnWhereALaterVersionAddsFields() throws Exception {
    String json =
        "{'more':{'a':[1]},'formatVersion':1,'layers':[{'name':'n','diffID':'"
            + DIFF_ID
            + "','size':1.5,'files':[]}]}";
    assertEquals(
        List.of(new LayerListing("n", DIFF_ID, List.of())),
        FileListsBlob.read(gzipped(json)).layers());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "[]",
        "{}",
        "{'formatVersion':2,'layers':[]}",
        "{'formatVersion':1}",
        "{'formatVersion':1,'layers':{}}",
        "{'formatVersion':1,'layers':[1]}",
        "{'formatVersion':1,'layers':[",
        "{'formatVersion':1,'layers':[{'name':1,'diffID':'x','files':[]}]}",
        "{'formatVersion':1,'layers':[{'name':'n','diffID':'x','files':[]}]}",
        "{'formatVersion':1,'layers':[{'name':'n','diffID':'x','files':[{'path':'p','size':1,"
            + "'crc32c':1,'mode':'644','modified':'now','owner':''}]}]}",
        "{'formatVersion':123456789012345678901234567890,'layers':[]}"
      })
  void refusesWhatIsNoFileLists(String json) throws Exception {
    Path file = gzipped(json);
    assertThrows(IOException.class, () -> FileListsBlob.read(file));
  }

  /** A blob of some kilobytes. */
  @Test
  void refusesAtOnceWhatWouldFillTheMemory() throws Exception {
    String file =
        "{'path':'','size':1,'crc32c':1,'mode':'','modified':'1970-01-01T00:00:01Z','owner':''}";
    for (String files : List.of("{},".repeat(5_000_000), (file + ",").repeat(250_000))) {
      String layer = "{'name':'n','diffID':'" + DIFF_ID + "','files':[" + files;
      Path blob = gzipped("{'formatVersion':1,'layers':[" + layer);
      IOException e = assertThrows(IOException.class, () -> FileListsBlob.read(blob));
      assertTrue(e.getMessage().startsWith("File lists "), e.getMessage());
    }
    Path spaces = gzipped(" ".repeat(33 << 20));
    IOException e = assertThrows(IOException.class, () -> FileListsBlob.read(spaces));
    assertTrue(e.getMessage().startsWith("File lists of more than "), e.getMessage());
  }

  @Test
  void refusesWhatIsNotGzipped() throws Exception {
    Path file = Files.writeString(folder.resolve("plain"), "{}");
    assertThrows(IOException.class, () -> FileListsBlob.read(file));
  }

  private Path gzipped(String json) throws IOException {
    Path file = folder.resolve("blob");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
