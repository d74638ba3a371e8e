package io.github.azblobcache.jib.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.azblobcache.jib.ImageRun;
import io.github.azblobcache.jib.faults.Fault.Damage;
import io.github.azblobcache.jib.tar.SessionTars;
import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.entries.BuildLayer;
import io.github.azblobcache.manifest.entries.CachedBuild;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** What whoever can write to the container can leave there. */
final class ContentFaults {

  private static final long BOMB_BYTES = 100L << 20;

  private static byte[] bomb;

  private ContentFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.ofContent("The manifest is not JSON", manifest("<html>".getBytes(UTF_8))),
        Fault.ofContent("The manifest is empty", manifest(new byte[0])),
        Fault.ofContent("The manifest is `{}`", manifest("{}".getBytes(UTF_8))),
        Fault.ofContent(
            "The manifest is 100 levels deep",
            manifest(("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}").getBytes(UTF_8))),
        Fault.ofContent("The manifest has 60 MB", manifest(large())),
        Fault.ofContent(
            "The manifest has 70 MB", manifest((" ".repeat(70_000_000) + "{}").getBytes(UTF_8))),
        Fault.ofContent("The manifest has a cycle", manifest(cyclic().getBytes(UTF_8))),
        Fault.ofContent("The manifest is gone", ContentFaults::withoutManifest),
        Fault.ofContent(
            "The manifest names layers that are gone",
            (cache, image) -> withoutLayers(cache, layers(cache).size())),
        Fault.ofContent("Layers are other layers", ContentFaults::mixedUp),
        Fault.ofContent("A layer that inflates to 100 MB", ContentFaults::bomb),
        Fault.ofContent("File lists that inflate to 100 MB", ContentFaults::bombOfLists),
        Fault.ofContent("A manifest whose name no cache can have", ContentFaults::strangeManifest));
  }

  private static Damage manifest(byte[] bytes) {
    return (cache, image) -> replaceManifest(cache, bytes);
  }

  private static BlobKey manifestKey() {
    return TrialCache.LAYOUT.manifest(TrialCache.NAME.value());
  }

  private static void replaceManifest(TrialCache cache, byte[] bytes) throws IOException {
    Optional<BlobStat> seen = cache.store().stat(manifestKey());
    cache.store().replaceIfUnchanged(manifestKey(), seen, bytes);
  }

  private static byte[] large() {
    StringBuilder json = new StringBuilder("{\"layers\":[],\"records\":[],\"more\":[\"");
    while (json.length() < 60_000_000) {
      json.append("x".repeat(60_000)).append("\",\"");
    }
    return json.append("\"]}").toString().getBytes(UTF_8);
  }

  private static String cyclic() {
    String digest = "sha256:" + "1".repeat(64);
    String annotations =
        "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"size\":3,\"diffID\":\""
            + digest
            + "\"}";
    String layer = "{\"blob\":\"%s\",\"parent\":%d,\"annotations\":" + annotations + "}";
    return "{\"layers\":["
        + layer.formatted(digest, 1)
        + ","
        + layer.formatted("sha256:" + "2".repeat(64), 0)
        + "],\"records\":[{\"digest\":\""
        + digest
        + "\",\"layers\":[{\"layer\":0,\"createdAt\":\"2026-01-31T00:00:00Z\"}]}]}";
  }

  private static void withoutManifest(TrialCache cache, Image image) throws IOException {
    cache.store().deleteIfUnchanged(cache.store().stat(manifestKey()).orElseThrow());
  }

  private static void withoutLayers(TrialCache cache, int count) throws IOException {
    List<BlobStat> layers = new ArrayList<>(layers(cache));
    layers.sort(Comparator.comparing(BlobStat::sizeBytes).reversed());
    for (BlobStat layer : layers.subList(0, count)) {
      cache.store().deleteIfUnchanged(layer);
    }
  }

  private static List<BlobStat> layers(TrialCache cache) throws IOException {
    return cache.list().stream().filter(it -> it.key().path().startsWith("blobs/")).toList();
  }

  private static void mixedUp(TrialCache cache, Image image) throws IOException {
    for (BlobStat blob : cache.list()) {
      if (blob.key().path().startsWith("blobs/")) {
        cache.store().deleteIfUnchanged(blob);
        put(cache, blob.key(), new byte[(int) blob.sizeBytes()]);
      }
    }
  }

  /** Claims of a blob that it is the first layer. */
  private static void bomb(TrialCache cache, Image image) throws IOException {
    byte[] bomb = gzippedZeros();
    DiffId diffId = new SessionTars().of(ImageRun.files(image.layers().get(0))).diffId();
    name(cache, "com.example:other", MediaTypes.DOCKER_LAYER_GZIP, bomb, diffId);
  }

  private static void bombOfLists(TrialCache cache, Image image) throws IOException {
    byte[] bomb = gzippedZeros();
    DiffId any = new DiffId(Digest.of(bomb));
    name(cache, ImageRun.IMAGE + "/files", MediaTypes.FILE_LISTS, bomb, any);
    // Lists are read where a layer has to be built
    withoutLayers(cache, 1);
  }

  private static void name(
      TrialCache cache, String image, String mediaType, byte[] bytes, DiffId diffId)
      throws IOException {
    Digest digest = Digest.of(bytes);
    put(cache, TrialCache.LAYOUT.blob(digest), bytes);
    byte[] json;
    try (var content =
        cache
            .store()
            .open(manifestKey(), io.github.azblobcache.store.ByteRange.ALL)
            .orElseThrow()) {
      json = content.body().readAllBytes();
    }
    CacheConfig config = CacheConfigJson.parse(TrialCache.NAME, json);
    List<BuildLayer> layers = new ArrayList<>();
    layers.add(new BuildLayer(new Descriptor(mediaType, digest, bytes.length), diffId));
    Instant later = Instant.now().plusSeconds(60);
    replaceManifest(
        cache, CacheConfigJson.write(config.withBuild(new CachedBuild(image, layers, later), 50)));
  }

  private static void strangeManifest(TrialCache cache, Image image) throws IOException {
    put(cache, new BlobKey("manifests/a b:c"), "{}".getBytes(UTF_8));
  }

  private static void put(TrialCache cache, BlobKey key, byte[] bytes) throws IOException {
    Path file = Files.createTempFile(cache.folder(), "blob", null);
    cache.store().putIfAbsent(key, Files.write(file, bytes));
  }

  // Made once: that takes longer than a trial
  private static synchronized byte[] gzippedZeros() throws IOException {
    if (bomb == null) {
      bomb = newBomb();
    }
    return bomb;
  }

  private static byte[] newBomb() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] zeros = new byte[1 << 20];
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (long written = 0; written < BOMB_BYTES; written += zeros.length) {
        gzip.write(zeros);
      }
    }
    return bytes.toByteArray();
  }
}
