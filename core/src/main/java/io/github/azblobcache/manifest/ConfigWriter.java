package io.github.azblobcache.manifest;

import com.fasterxml.jackson.core.JsonGenerator;
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

  private final JsonGenerator out;

  ConfigWriter(JsonGenerator out) {
    this.out = out;
  }

  void write(CacheConfig config) throws IOException {
    out.writeStartObject();
    arrayUnlessEmpty("layers", config.layers(), this::layer);
    arrayUnlessEmpty("records", config.records(), this::record);
    if (!config.images().isEmpty()) {
      images(config.images());
    }
    out.writeEndObject();
  }

  private void layer(CacheLayer layer) throws IOException {
    out.writeStartObject();
    out.writeStringField("blob", layer.blob().digest().toString());
    if (layer.parent() != 0) {
      out.writeNumberField("parent", layer.parent());
    }
    out.writeObjectFieldStart("annotations");
    out.writeStringField("mediaType", layer.blob().mediaType());
    out.writeStringField("diffID", layer.diffId().toString());
    if (layer.blob().sizeBytes() != 0) {
      out.writeNumberField("size", layer.blob().sizeBytes());
    }
    createdAt(layer.createdAt().orElse(GoTime.ZERO));
    out.writeEndObject();
    out.writeEndObject();
  }

  private void record(CacheRecord record) throws IOException {
    out.writeStartObject();
    arrayUnlessEmpty("layers", record.results(), this::result);
    arrayUnlessEmpty("chains", record.chains(), this::chain);
    out.writeStringField("digest", record.digest().toString());
    arrayUnlessEmpty("inputs", record.inputs(), input -> array(input, this::input));
    out.writeEndObject();
  }

  private void result(CacheResult result) throws IOException {
    out.writeStartObject();
    out.writeNumberField("layer", result.layer());
    createdAt(result.createdAt());
    out.writeEndObject();
  }

  private void chain(CacheChain chain) throws IOException {
    out.writeStartObject();
    out.writeFieldName("layers");
    array(chain.layers(), out::writeNumber);
    createdAt(chain.createdAt());
    out.writeEndObject();
  }

  private void input(CacheInput input) throws IOException {
    out.writeStartObject();
    if (!input.selector().isEmpty()) {
      out.writeStringField("selector", input.selector());
    }
    out.writeNumberField("link", input.link());
    out.writeEndObject();
  }

  private void images(Map<Digest, String> images) throws IOException {
    out.writeObjectFieldStart(OUR_KEY);
    out.writeNumberField("formatVersion", FORMAT_VERSION);
    out.writeObjectFieldStart("images");
    for (Map.Entry<Digest, String> image : images.entrySet()) {
      out.writeStringField(image.getKey().toString(), image.getValue());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private void createdAt(Instant time) throws IOException {
    out.writeStringField("createdAt", GoTime.format(time));
  }

  private <T> void arrayUnlessEmpty(String name, List<T> values, Element<T> element)
      throws IOException {
    if (!values.isEmpty()) {
      out.writeFieldName(name);
      array(values, element);
    }
  }

  private <T> void array(List<T> values, Element<T> element) throws IOException {
    out.writeStartArray();
    for (T value : values) {
      element.write(value);
    }
    out.writeEndArray();
  }
}
