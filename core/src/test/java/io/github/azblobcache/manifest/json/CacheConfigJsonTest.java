package io.github.azblobcache.manifest.json;

import static io.github.azblobcache.manifest.Manifests.NAME;
import static io.github.azblobcache.manifest.Manifests.sample;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.manifest.BuildKitReader;
import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.Manifests;
import io.github.azblobcache.manifest.entries.BuildLayer;
import io.github.azblobcache.manifest.entries.CacheChain;
import io.github.azblobcache.manifest.entries.CacheInput;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CacheRecord;
import io.github.azblobcache.manifest.entries.CacheResult;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.manifest.entries.GoTime;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.text.Printable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheConfigJsonTest {

  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);
  private static final String LAYER =
      "{'blob':'sha256:A','parent':-1,'annotations':{'mediaType':'application/"
          + "vnd.oci.image.layer.v1.tar+gzip','diffID':'sha256:B','size':3,"
          + "'createdAt':'2026-01-31T00:00:00.5Z'}}";

  private static byte[] json(String text) {
    return text.replace('\'', '"')
        .replace("sha256:A", "sha256:" + A)
        .replace("sha256:B", "sha256:" + B)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static CacheConfig parse(String text) throws ManifestFormatException {
    return CacheConfigJson.parse(NAME, json(text));
  }

  private static String messageFor(String text) {
    return assertThrows(ManifestFormatException.class, () -> parse(text)).getMessage();
  }

  private static CacheLayer layer(int parent, Optional<Instant> createdAt) {
    return new CacheLayer(
        new Descriptor(MediaTypes.OCI_LAYER_GZIP, new Digest(A), 3),
        new DiffId(new Digest(B)),
        parent,
        createdAt);
  }

  @Test
  void writesAnImageAsDocumented() {
    CacheConfig config =
        CacheConfig.EMPTY.withBuild(
            new CachedBuild(
                "com.acme:shop",
                List.of(
                    new BuildLayer(layer(-1, Optional.empty()).blob(), new DiffId(new Digest(B)))),
                Instant.parse("2026-01-31T00:00:00.5Z")),
            3);

    String key = "sha256:96bc81f3227a197d46a596caebe2218513c6b183f2531b8d1e33c3bfa5c9973b";
    assertEquals(
        new String(
            json(
                "{'layers':["
                    + LAYER
                    + "],'records':[{'chains':[{'layers':[0],'createdAt':'2026-01-31T00:00:00.5Z'}],"
                    + "'digest':'"
                    + key
                    + "'}],'azblobCache':{'formatVersion':1,'images':{'"
                    + key
                    + "':'com.acme:shop'}}}"),
            StandardCharsets.UTF_8),
        new String(CacheConfigJson.write(config), StandardCharsets.UTF_8));
  }

  @Test
  void leavesOutWhatGoLeavesOut() {
    CacheLayer top =
        new CacheLayer(
            new Descriptor(MediaTypes.OCI_LAYER_GZIP, new Digest(B), 0),
            new DiffId(new Digest(B)),
            0,
            Optional.empty());
    CacheConfig config =
        new CacheConfig(
            List.of(layer(-1, Optional.of(Instant.parse("2026-01-31T00:00:00.5Z"))), top),
            List.of(
                new CacheRecord(new Digest(A), List.of(), List.of(), List.of()),
                new CacheRecord(
                    new Digest(B),
                    List.of(new CacheResult(0, GoTime.ZERO)),
                    List.of(),
                    List.of(List.of(new CacheInput("", 0), new CacheInput("s", 0))))),
            Map.of());

    assertEquals(
        new String(
            json(
                "{'layers':["
                    + LAYER
                    + ",{'blob':'sha256:B','annotations':{'mediaType':'application/"
                    + "vnd.oci.image.layer.v1.tar+gzip','diffID':'sha256:B',"
                    + "'createdAt':'0001-01-01T00:00:00Z'}}],'records':[{'digest':'sha256:A'},"
                    + "{'layers':[{'layer':0,'createdAt':'0001-01-01T00:00:00Z'}],"
                    + "'digest':'sha256:B','inputs':[[{'link':0},{'selector':'s','link':0}]]}]}"),
            StandardCharsets.UTF_8),
        new String(CacheConfigJson.write(config), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"buildkit-0.11.6-mode-max.json", "buildkit-0.11.6-mode-min.json"})
  void givesWhatBuildKitWroteBackByteForByte(String name) throws Exception {
    CacheConfig config = CacheConfigJson.parse(NAME, sample(name));

    assertEquals(6, config.blobs().size());
    assertArrayEquals(sample(name), CacheConfigJson.write(config));
  }

  @Test
  void takesAnAbsentParentForTheFirstLayer() throws Exception {
    CacheConfig config =
        parse("{'layers':[" + LAYER + "," + LAYER.replace("'parent':-1,", "") + "]}");

    assertEquals(-1, config.layers().get(0).parent());
    assertEquals(0, config.layers().get(1).parent());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T00:00:00Z, 2026-01-31T00:00:00Z",
    "2026-01-31T01:30:00.5+01:30, 2026-01-31T00:00:00.5Z",
    "2026-01-30T19:00:00-05:00, 2026-01-31T00:00:00Z",
    "2026-01-31T00:00:00.1234567899Z, 2026-01-31T00:00:00.123456789Z",
  })
  void readsTimesAsGoWritesThem(String written, Instant time) throws Exception {
    CacheConfig config =
        parse("{'layers':[" + LAYER.replace("2026-01-31T00:00:00.5Z", written) + "]}");

    assertEquals(List.of(layer(-1, Optional.of(time))), config.layers());
  }

  @Test
  void takesTheZeroTimeForNone() throws Exception {
    CacheConfig config =
        parse(
            "{'layers':[" + LAYER.replace("2026-01-31T00:00:00.5Z", "0001-01-01T00:00:00Z") + "]}");

    assertEquals(List.of(layer(-1, Optional.empty())), config.layers());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'layers':null,'records':null,'azblobCache':null}",
        "{'version':{'layers':[1,{'a':[null,1.5e3,true]}]},'layers':[],'more':[[[]]]}",
      })
  void readsOverWhatItDoesNotKnow(String text) throws Exception {
    assertEquals(CacheConfig.EMPTY, parse(text));
  }

  @Test
  void readsOverUnknownFieldsInsideToo() throws Exception {
    String text =
        "{'layers':["
            + LAYER
                .replace("'size'", "'new':{'x':[1]},'size'")
                .replace("'parent'", "'x':[],'parent'")
            + "],'records':[{'digest':'sha256:A','x':{},"
            + "'chains':[{'layers':[0],'createdAt':'2026-01-31T00:00:00Z','x':1}],"
            + "'layers':[{'layer':0,'createdAt':'2026-01-31T00:00:00Z','x':1}]},"
            + "{'digest':'sha256:B','inputs':[[{'link':0,'x':1}]]}]}";

    CacheConfig config = parse(text);

    assertEquals(1, config.layers().size());
    assertEquals(List.of(0), config.records().get(0).chains().get(0).layers());
    assertEquals(1, config.records().get(1).inputs().size());
  }

  @Test
  void knowsTheLayersButNotTheImagesOfAnotherVersion() throws Exception {
    CacheConfig config =
        parse(
            "{'layers':["
                + LAYER
                + "],'records':[{'digest':'sha256:A'}],"
                + "'azblobCache':{'formatVersion':2,'images':[{'name':'x'}]}}");

    assertEquals(Map.of(), config.images());
    assertEquals(1, config.candidates(new DiffId(new Digest(B))).size());
  }

  @Test
  void forgetsTheNameOfAnImageWithoutARecord() throws Exception {
    CacheConfig config =
        parse(
            "{'records':[{'digest':'sha256:A'}],'azblobCache':{'formatVersion':1,"
                + "'images':{'sha256:A':'a','sha256:B':'b'}}}");

    assertEquals(Map.of(new Digest(A), "a"), config.images());
  }

  @Test
  void namesTheManifestAndThePlace() {
    assertEquals(
        "Cache manifest 'main' is not one that azblob-cache or BuildKit writes: "
            + "Not a digest 'sha256:<64 hex digits>': 'md5:1' (at /layers/0/blob)",
        messageFor("{'layers':[{'blob':'md5:1'}]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'layers':{}}|expected an array, got an object (at /layers)",
        "[]|expected an object, got an array",
        "null|expected an object, got null",
        "{'layers':[{'blob':'sha256:A'}]}|the layer has no 'annotations' (at /layers/0)",
        "{'layers':[{'annotations':{'diffID':'sha256:B'}}]}|the layer has no 'blob' (at /layers/0)",
        "{'layers':[{'annotations':{}}]}|the layer has no 'diffID' (at /layers/0/annotations)",
        "{'layers':[{'parent':1.5}]}|expected an integer from -2147483648 to 2147483647, got 1.5"
            + " (at /layers/0/parent)",
        "{'layers':[{'parent':2147483648}]}|expected an integer from -2147483648 to 2147483647, got"
            + " 2147483648 (at /layers/0/parent)",
        "{'layers':[{'parent':'1'}]}|expected an integer, got a string (at /layers/0/parent)",
        "{'layers':[true]}|expected an object, got a truth value (at /layers/0)",
        "{'layers':[],'x':{'y':1,}}|not JSON (at /x)",
        "{'layers':[{'blob':|it ends too early (at /layers/0/blob)",
        "{'records':[{}]}|the record has no 'digest' (at /records/0)",
        "{'records':[{'digest':'sha256:A','inputs':[[]]}]}|An input of record sha256:A is empty (at"
            + " /records/0)",
        "{'records':[{'digest':'sha256:A','inputs':[[{'link':0}]]}]}|The inputs of the records lead"
            + " round in a circle",
        "{'records':[{'digest':'sha256:A','inputs':[[{'link':1}]]}]}|The input of record 0 is index"
            + " 1, and there are 1",
        "{'records':[{'digest':'sha256:A','layers':[{'layer':0}]}]}|The result of record 0 is index"
            + " 0, and there are 0",
        "{'records':[{'digest':'sha256:A','chains':[{'layers':[-1]}]}]}|The chain of record 0 is"
            + " index -1, and there are 0",
        "{} {}|something follows the JSON object",
        "{'records':[{'layers':[{'createdAt':'today'}]}]}|Not an RFC 3339 time: 'today' (at"
            + " /records/0/layers/0/createdAt)",
        "{'records':[{'layers':[{'createdAt':'2026-02-30T00:00:00Z'}]}]}|Not an RFC 3339 time:"
            + " '2026-02-30T00:00:00Z' (at /records/0/layers/0/createdAt)",
        "{'records':[{'layers':[{'createdAt':'0000-01-01T00:00:00+01:00'}]}]}|Not a time of the"
            + " years 0 to 9999: -0001-12-31T23:00:00Z (at /records/0/layers/0/createdAt)",
      })
  void refusesWhatCannotBe(String text, String problem) {
    String expected = problem.replace("sha256:A", "sha256:" + A);
    assertEquals(
        "Cache manifest 'main' is not one that azblob-cache or BuildKit writes: " + expected,
        messageFor(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'size':-3",
        "'size':9223372036854775808",
        "'size':'3'",
        "'mediaType':'','size':3"
      })
  void refusesAnImpossibleSizeOrType(String field) {
    String layer = LAYER.replaceAll("'mediaType':'[^']*',", "'mediaType':'x',");
    assertTrue(
        messageFor("{'layers':[" + layer.replace("'size':3", field) + "]}").contains("/layers/0"));
  }

  @Test
  void refusesLayersThatStandOnEachOther() {
    String layers = LAYER.replace("-1", "1") + "," + LAYER.replace("-1", "0");
    assertTrue(
        messageFor("{'layers':[" + layers + "]}")
            .endsWith("The parents of the layers lead round in a circle"));
  }

  @Test
  void refusesTheSameFieldTwice() {
    assertTrue(
        messageFor("{'layers':[],'layers':[]}").endsWith("the same field twice (at /layers)"));
  }

  @Test
  void refusesDepthWithoutRunningOutOfStack() {
    assertTrue(messageFor("{'x':" + "[".repeat(1_000_000)).contains("nesting depth"));
  }

  @Test
  void refusesAManifestThatIsTooLongBeforeReadingIt() {
    byte[] tooLong = new byte[CacheConfigJson.MAX_BYTES + 1];
    assertEquals(
        "Cache manifest 'main' is not one that azblob-cache or BuildKit writes: "
            + "it has 67108865 bytes, and at most 67108864 are read",
        assertThrows(ManifestFormatException.class, () -> CacheConfigJson.parse(NAME, tooLong))
            .getMessage());
  }

  @Test
  void refusesMoreElementsThanFitInMemory() {
    String text =
        "{'records':[{'digest':'sha256:A','chains':[{'layers':[0" + ",0".repeat(1 << 20) + "]}]}]}";
    assertTrue(messageFor(text).contains("more than 1048576 array elements"));
  }

  @Test
  void refusesMoreLayersOfBuildsThanFitInMemory() throws Exception {
    assertEquals(2_000, CacheConfigJson.parse(NAME, builds(2_000)).parts().size());
    ManifestFormatException e =
        assertThrows(
            ManifestFormatException.class, () -> CacheConfigJson.parse(NAME, builds(3_000)));
    assertTrue(e.getMessage().endsWith("its builds name more than 4194304 layers in all"));
    assertTrue(e.isReadByBuildKit());
  }

  /** So many builds, each of so many layers, in less than a megabyte. */
  private static byte[] builds(int count) {
    List<CacheLayer> layers = new ArrayList<>();
    List<CacheChain> builds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      layers.add(Manifests.entry("l" + i, i - 1));
      builds.add(new CacheChain(List.of(count - 1), Manifests.daysAgo(i)));
    }
    Digest image = CachedBuild.recordDigestOf("com.acme:shop");
    CacheRecord record = new CacheRecord(image, List.of(), builds, List.of());
    return CacheConfigJson.write(
        new CacheConfig(layers, List.of(record), Map.of(image, "com.acme:shop")));
  }

  @Test
  void quotesLittleAndOnOneLine() {
    String message = messageFor("{'layers':[{'blob':'\\n" + "x".repeat(50_000) + "'}]}");

    assertTrue(message.length() < 500, message);
    assertEquals(1, Printable.of(message).toString().lines().count());
  }

  @Test
  void aDigestIsNoPath() {
    String manifest =
        "{'layers':[%s],'records':[{'digest':'sha256:A','chains':[{'layers':[0]}]}]}"
            .formatted(LAYER);
    for (String path : List.of("../../x", "a".repeat(61) + "/..", A + "/..", "..\\\\x", "%2e%2e")) {
      for (String place :
          List.of("'blob':'sha256:A'", "'diffID':'sha256:B'", "'digest':'sha256:A'")) {
        String field = place.substring(0, place.indexOf(':') + 1);
        String message = messageFor(manifest.replace(place, field + "'sha256:" + path + "'"));
        assertTrue(message.contains("Not 64 lower-case hex digits: '"), message);
      }
    }
  }

  @Test
  void readsHalfACharacterAsGoDoes() throws Exception {
    CacheConfig config =
        parse(
            "{'records':[{'digest':'sha256:A'},"
                + "{'digest':'sha256:B','inputs':[[{'selector':'\\ud800','link':0}]]}]}");

    assertEquals("\uFFFD", config.records().get(1).inputs().get(0).get(0).selector());
    assertEquals(config, CacheConfigJson.parse(NAME, CacheConfigJson.write(config)));
  }

  @Test
  void aManifestCutAtAnyByteIsRefusedAsSuch() throws Exception {
    CacheConfig config =
        CacheConfigJson.parse(NAME, sample("buildkit-0.11.6-mode-min.json"))
            .withBuild(Manifests.build("com.acme:shop", Manifests.NOW, "a", "ä"), 3);
    String text = new String(CacheConfigJson.write(config), StandardCharsets.UTF_8);
    byte[] whole =
        text.replace("{\"layers\"", "{\"unknown\":{\"ü\":[1,{}]},\"layers\"")
            .getBytes(StandardCharsets.UTF_8);

    assertEquals(config, CacheConfigJson.parse(NAME, whole));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(
          ManifestFormatException.class,
          () -> CacheConfigJson.parse(NAME, cut),
          () -> "cut after " + cut.length + " bytes");
    }
  }

  @RepeatedTest(200)
  void aManifestWithABrokenByteIsReadOrRefusedAndNothingElse() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] json = sample("buildkit-0.11.6-mode-min.json");
    json[random.nextInt(json.length)] = (byte) random.nextInt();

    try {
      CacheConfig config = CacheConfigJson.parse(NAME, json);
      assertEquals(config, CacheConfigJson.parse(NAME, CacheConfigJson.write(config)));
    } catch (ManifestFormatException expected) {
      assertTrue(expected.getMessage().contains("'main'"), "seed " + seed);
    }
  }

  @RepeatedTest(200)
  void readsBackWhatItWrote() throws Exception {
    long seed = new Random().nextLong();
    CacheConfig config = Manifests.randomConfig(new Random(seed));

    byte[] json = CacheConfigJson.write(config);

    assertEquals(config, CacheConfigJson.parse(NAME, json), "seed " + seed);
    assertArrayEquals(
        json, CacheConfigJson.write(CacheConfigJson.parse(NAME, json)), "seed " + seed);
    BuildKitReader.read(json);
  }
}
