package io.github.azblobcache.manifest.json;

import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.entries.CacheChain;
import io.github.azblobcache.manifest.entries.CacheInput;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CacheRecord;
import io.github.azblobcache.manifest.entries.CacheResult;
import io.github.azblobcache.manifest.entries.GoTime;
import io.github.azblobcache.oci.Descriptor;
import io.github.azblobcache.oci.DiffId;
import io.github.azblobcache.oci.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the fields of a cache config, each as Go's {@code encoding/json} would. A value that cannot
 * be is an {@link IllegalArgumentException}, thrown where the cursor is.
 */
final class ConfigReader {

  private final JsonCursor in;

  ConfigReader(JsonCursor in) {
    this.in = in;
  }

  CacheConfig config() throws IOException {
    List<CacheLayer> layers = new ArrayList<>();
    List<CacheRecord> records = new ArrayList<>();
    Map<Digest, String> images = Map.of();
    in.beginObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "layers" -> {
          for (in.beginArray(); in.nextElement(); ) {
            layers.add(layer());
          }
        }
        case "records" -> {
          for (in.beginArray(); in.nextElement(); ) {
            records.add(record());
          }
        }
        case ConfigWriter.OUR_KEY -> images = ours();
        default -> in.skip();
      }
    }
    return config(layers, records, images);
  }

  private static CacheConfig config(
      List<CacheLayer> layers, List<CacheRecord> records, Map<Digest, String> images) {
    // A hint that leads nowhere is no reason to lose the layers.
    Set<Digest> keys = new HashSet<>();
    for (CacheRecord record : records) {
      keys.add(record.digest());
    }
    images.keySet().retainAll(keys);
    return new CacheConfig(layers, records, images);
  }

  private CacheLayer layer() throws IOException {
    Optional<Digest> blob = Optional.empty();
    int parent = 0; // Go leaves out a zero
    Optional<Annotations> annotations = Optional.empty();
    in.beginObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "blob" -> blob = Optional.of(digest(in.text()));
        case "parent" -> parent = in.integer();
        case "annotations" -> annotations = Optional.of(annotations());
        default -> in.skip();
      }
    }
    return required(annotations, "layer", "annotations")
        .layer(required(blob, "layer", "blob"), parent);
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
        case "diffID" -> diffId = Optional.of(DiffId.parse(in.text()));
        case "size" -> sizeBytes = in.longInteger();
        case "createdAt" -> createdAt = Optional.of(GoTime.parse(in.text()));
        default -> in.skip();
      }
    }
    return new Annotations(mediaType, required(diffId, "layer", "diffID"), sizeBytes, createdAt);
  }

  private CacheRecord record() throws IOException {
    Optional<Digest> digest = Optional.empty();
    List<CacheResult> results = new ArrayList<>();
    List<CacheChain> chains = new ArrayList<>();
    List<List<CacheInput>> inputs = new ArrayList<>();
    in.beginObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "digest" -> digest = Optional.of(digest(in.text()));
        case "layers" -> {
          for (in.beginArray(); in.nextElement(); ) {
            results.add(result());
          }
        }
        case "chains" -> {
          for (in.beginArray(); in.nextElement(); ) {
            chains.add(chain());
          }
        }
        case "inputs" -> {
          for (in.beginArray(); in.nextElement(); ) {
            inputs.add(inputs());
          }
        }
        default -> in.skip();
      }
    }
    return new CacheRecord(required(digest, "record", "digest"), results, chains, inputs);
  }

  private CacheResult result() throws IOException {
    int layer = 0;
    Instant createdAt = GoTime.ZERO;
    in.beginObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "layer" -> layer = in.integer();
        case "createdAt" -> createdAt = GoTime.parse(in.text());
        default -> in.skip();
      }
    }
    return new CacheResult(layer, createdAt);
  }

  private CacheChain chain() throws IOException {
    List<Integer> layers = new ArrayList<>();
    Instant createdAt = GoTime.ZERO;
    in.beginObject();
    while (in.nextField()) {
      switch (in.name()) {
        case "layers" -> {
          for (in.beginArray(); in.nextElement(); ) {
            layers.add(in.integer());
          }
        }
        case "createdAt" -> createdAt = GoTime.parse(in.text());
        default -> in.skip();
      }
    }
    return new CacheChain(layers, createdAt);
  }

  private List<CacheInput> inputs() throws IOException {
    List<CacheInput> inputs = new ArrayList<>();
    for (in.beginArray(); in.nextElement(); ) {
      inputs.add(input());
    }
    return inputs;
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
   * The images; none where another version wrote them, or where the version does not precede them,
   * because their form depends on it.
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
      images.put(digest(in.name()), in.text());
    }
    return images;
  }

  // BuildKit takes any text for a digest
  private Digest digest(String text) throws IOException {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw in.refused(String.valueOf(e.getMessage()));
    }
  }

  private static <T> T required(Optional<T> field, String of, String name) {
    if (field.isEmpty()) {
      throw new IllegalArgumentException("the " + of + " has no '" + name + "'");
    }
    return field.get();
  }
}
