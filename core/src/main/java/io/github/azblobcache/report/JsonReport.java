package io.github.azblobcache.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.azblobcache.files.Rebuild;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report for programs. Its schema is docs/report.schema.json. */
final class JsonReport {

  private static final int FORMAT_VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;

  private JsonReport(JsonGenerator json) {
    this.json = json;
  }

  static String of(List<ImageReport> images) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      new JsonReport(json).write(images);
    }
    return text.toString();
  }

  private void write(List<ImageReport> images) throws IOException {
    json.writeStartObject();
    json.writeNumberField("formatVersion", FORMAT_VERSION);
    json.writeArrayFieldStart("images");
    for (ImageReport image : images) {
      write(image);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(ImageReport image) throws IOException {
    Instant start = image.start();
    json.writeStartObject();
    json.writeStringField("image", image.image());
    json.writeNumberField("bytesDown", image.traffic().bytesDown());
    json.writeNumberField("bytesUp", image.traffic().bytesUp());
    json.writeNumberField("uploadedLayers", image.traffic().uploadedLayers());
    json.writeNumberField("criticalPathMillis", image.course().criticalPathMillis());
    json.writeNumberField("savedMillis", image.course().savedMillis());
    json.writeStringField("startedAt", start.toString());
    json.writeObjectFieldStart("course");
    write("import", Optional.of(image.course().imported()), start);
    write("jib", image.course().jib(), start);
    write("export", image.course().exported(), start);
    json.writeEndObject();
    json.writeArrayFieldStart("layers");
    for (LayerReport layer : image.layers()) {
      write(layer, start);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(LayerReport layer, Instant start) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", layer.name());
    json.writeStringField("diffId", layer.diffId().toString());
    json.writeStringField("digest", layer.blob().digest().toString());
    json.writeNumberField("size", layer.blob().sizeBytes());
    json.writeStringField("source", layer.source().text());
    json.writeNumberField("milliseconds", layer.millis());
    json.writeObjectFieldStart("phases");
    for (Map.Entry<Phase, Span> phase : layer.phases().entrySet()) {
      write(phase.getKey().text(), Optional.of(phase.getValue()), start);
    }
    json.writeEndObject();
    if (layer.rebuild().isPresent()) {
      write(layer.rebuild().get());
    }
    json.writeEndObject();
  }

  private void write(Rebuild rebuild) throws IOException {
    json.writeObjectFieldStart("rebuilt");
    json.writeStringField("because", rebuild.because());
    json.writeArrayFieldStart("files");
    for (String file : rebuild.files()) {
      json.writeString(file);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(String name, Optional<Span> span, Instant start) throws IOException {
    if (span.isPresent()) {
      json.writeObjectFieldStart(name);
      json.writeNumberField("startMillis", Duration.between(start, span.get().start()).toMillis());
      json.writeNumberField("millis", span.get().millis());
      json.writeEndObject();
    }
  }
}
