package io.github.azblobcache.manifest.json;

import com.google.gson.stream.JsonWriter;
import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.entries.CacheChain;
import io.github.azblobcache.manifest.entries.CacheInput;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.manifest.entries.CacheRecord;
import io.github.azblobcache.manifest.entries.CacheResult;
import io.github.azblobcache.manifest.entries.GoTime;
import io.github.azblobcache.oci.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Writes a cache config field for field as Go's {@code encoding/json} does with BuildKit's types:
 * in their order, and without the fields that are {@code omitempty} and empty.
 */
final class ConfigWriter {

  /** The one top-level key that is not BuildKit's. */
  static final String OUR_KEY = "azblobCache";

  static final int FORMAT_VERSION = 1;

  private interface Element<T> {
    void write(T value) throws IOException;
  }

  private final JsonWriter out;

  ConfigWriter(JsonWriter out) {
    this.out = out;
  }

  void write(CacheConfig config) throws IOException {
    out.beginObject();
    arrayUnlessEmpty("layers", config.layers(), this::layer);
    arrayUnlessEmpty("records", config.records(), this::record);
    if (!config.images().isEmpty()) {
      images(config.images());
    }
    out.endObject();
  }

  private void layer(CacheLayer layer) throws IOException {
    out.beginObject();
    out.name("blob").value(layer.blob().digest().toString());
    if (layer.parent() != 0) {
      out.name("parent").value(layer.parent());
    }
    out.name("annotations").beginObject();
    out.name("mediaType").value(layer.blob().mediaType());
    out.name("diffID").value(layer.diffId().toString());
    if (layer.blob().sizeBytes() != 0) {
      out.name("size").value(layer.blob().sizeBytes());
    }
    createdAt(layer.createdAt().orElse(GoTime.ZERO));
    out.endObject();
    out.endObject();
  }

  private void record(CacheRecord record) throws IOException {
    out.beginObject();
    arrayUnlessEmpty("layers", record.results(), this::result);
    arrayUnlessEmpty("chains", record.chains(), this::chain);
    out.name("digest").value(record.digest().toString());
    arrayUnlessEmpty("inputs", record.inputs(), input -> array(input, this::input));
    out.endObject();
  }

  private void result(CacheResult result) throws IOException {
    out.beginObject();
    out.name("layer").value(result.layer());
    createdAt(result.createdAt());
    out.endObject();
  }

  private void chain(CacheChain chain) throws IOException {
    out.beginObject();
    out.name("layers");
    array(chain.layers(), out::value);
    createdAt(chain.createdAt());
    out.endObject();
  }

  private void input(CacheInput input) throws IOException {
    out.beginObject();
    if (!input.selector().isEmpty()) {
      out.name("selector").value(input.selector());
    }
    out.name("link").value(input.link());
    out.endObject();
  }

  private void images(Map<Digest, String> images) throws IOException {
    out.name(OUR_KEY).beginObject();
    out.name("formatVersion").value(FORMAT_VERSION);
    out.name("images").beginObject();
    for (Map.Entry<Digest, String> image : images.entrySet()) {
      out.name(image.getKey().toString()).value(image.getValue());
    }
    out.endObject();
    out.endObject();
  }

  private void createdAt(Instant time) throws IOException {
    out.name("createdAt").value(GoTime.format(time));
  }

  private <T> void arrayUnlessEmpty(String name, List<T> values, Element<T> element)
      throws IOException {
    if (!values.isEmpty()) {
      out.name(name);
      array(values, element);
    }
  }

  private <T> void array(List<T> values, Element<T> element) throws IOException {
    out.beginArray();
    for (T value : values) {
      element.write(value);
    }
    out.endArray();
  }
}
