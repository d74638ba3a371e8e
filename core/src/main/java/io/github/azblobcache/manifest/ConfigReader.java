package io.github.azblobcache.manifest;

import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the fields of a cache config, each as Go's {@code encoding/json} would. */
final class ConfigReader {

  private final JsonCursor in;

  ConfigReader(JsonCursor in) {
    this.in = in;
  }

  CacheConfig config() throws IOException {
    List<CacheLayer> layers = List.of();
    List<CacheRecord> records = List.of();
    Map<Digest, String> images = Map.of();
    in.beginObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "layers" -> layers = in.list(this::layer);
        case "records" -> records = in.list(this::record);
        case ConfigWriter.OUR_KEY -> images = ours();
        default -> in.skip();
      }
    }
    return config(layers, records, images);
  }

  private CacheConfig config(
      List<CacheLayer> layers, List<CacheRecord> records, Map<Digest, String> images)
      throws ManifestFormatException {
    // A hint that leads nowhere is no reason to lose the layers.
    images
        .keySet()
        .retainAll(records.stream().map(CacheRecord::digest).collect(Collectors.toSet()));
    return in.valid(() -> new CacheConfig(layers, records, images));
  }

  private CacheLayer layer() throws IOException {
    Optional<Digest> blob = Optional.empty();
    int parent = 0; // Go leaves out a zero
    Optional<Annotations> annotations = Optional.empty();
    in.beginObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "blob" -> blob = Optional.of(in.text(Digest::parse));
        case "parent" -> parent = in.integer();
        case "annotations" -> annotations = Optional.of(annotations());
        default -> in.skip();
      }
    }
    Digest digest = blob.orElseThrow(() -> in.fault("the layer has no 'blob'"));
    Annotations found = annotations.orElseThrow(() -> in.fault("the layer has no 'annotations'"));
    int index = parent;
    return in.valid(() -> found.layer(digest, index));
  }

  private record Annotations(
      String mediaType, DiffId diffId, long sizeBytes, Optional<Instant> createdAt) {

    CacheLayer layer(Digest blob, int parent) {
      return new CacheLayer(new Descriptor(mediaType, blob, sizeBytes), diffId, parent, createdAt);
    }
  }

  private Annotations annotations() throws IOException {
    String mediaType = "";
    Optional<DiffId> diffId = Optional.empty();
    long sizeBytes = 0;
    Optional<Instant> createdAt = Optional.empty();
    in.beginObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "mediaType" -> mediaType = in.text();
        case "diffID" -> diffId = Optional.of(in.text(DiffId::parse));
        case "size" -> sizeBytes = in.longInteger();
        case "createdAt" -> createdAt = Optional.of(in.text(GoTime::parse));
        default -> in.skip();
      }
    }
    return new Annotations(
        mediaType,
        diffId.orElseThrow(() -> in.fault("the layer has no 'diffID'")),
        sizeBytes,
        createdAt);
  }

  private CacheRecord record() throws IOException {
    Optional<Digest> digest = Optional.empty();
    List<CacheResult> results = List.of();
    List<CacheChain> chains = List.of();
    List<List<CacheInput>> inputs = List.of();
    in.beginObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "digest" -> digest = Optional.of(in.text(Digest::parse));
        case "layers" -> results = in.list(this::result);
        case "chains" -> chains = in.list(this::chain);
        case "inputs" -> inputs = in.list(() -> in.list(this::input));
        default -> in.skip();
      }
    }
    Digest key = digest.orElseThrow(() -> in.fault("the record has no 'digest'"));
    List<CacheResult> r = results;
    List<CacheChain> c = chains;
    List<List<CacheInput>> i = inputs;
    return in.valid(() -> new CacheRecord(key, r, c, i));
  }

  private CacheResult result() throws IOException {
    int layer = 0;
    Instant createdAt = GoTime.ZERO;
    in.beginObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "layer" -> layer = in.integer();
        case "createdAt" -> createdAt = in.text(GoTime::parse);
        default -> in.skip();
      }
    }
    return new CacheResult(layer, createdAt);
  }

  private CacheChain chain() throws IOException {
    List<Integer> layers = List.of();
    Instant createdAt = GoTime.ZERO;
    in.beginObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "layers" -> layers = in.list(in::integer);
        case "createdAt" -> createdAt = in.text(GoTime::parse);
        default -> in.skip();
      }
    }
    return new CacheChain(layers, createdAt);
  }

  private CacheInput input() throws IOException {
    String selector = "";
    int link = 0;
    in.beginObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "selector" -> selector = in.text();
        case "link" -> link = in.integer();
        default -> in.skip();
      }
    }
    return new CacheInput(selector, link);
  }

  /**
   * The images; none where another version wrote them, or where the version does not stand before
   * them: what they look like depends on it.
   */
  private Map<Digest, String> ours() throws IOException {
    int formatVersion = 0;
    Map<Digest, String> images = new TreeMap<>();
    in.beginObject();
    while (in.nextField()) {
      if (in.name().equals("formatVersion")) {
        formatVersion = in.integer();
      } else if (in.name().equals("images") && formatVersion == ConfigWriter.FORMAT_VERSION) {
        images = images();
      } else {
        in.skip();
      }
    }
    return images;
  }

  private Map<Digest, String> images() throws IOException {
    Map<Digest, String> images = new TreeMap<>();
    in.beginObject();
    while (in.nextField()) {
      String key = in.name();
      images.put(in.valid(() -> Digest.parse(key)), in.text());
    }
    return images;
  }
}
