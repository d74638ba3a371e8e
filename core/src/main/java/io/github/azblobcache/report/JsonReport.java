package io.github.azblobcache.report;

import com.google.gson.stream.JsonWriter;
import io.github.azblobcache.files.Rebuild;
import io.github.azblobcache.progress.Span;
import io.github.azblobcache.text.Printable;
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

  private final JsonWriter json;

  private JsonReport(JsonWriter json) {
    this.json = json;
  }

  static String of(List<ImageReport> images) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setIndent("  ");
      new JsonReport(json).write(images);
    }
    return Printable.json(text.toString()).toString();
  }

  private void write(List<ImageReport> images) throws IOException {
    json.beginObject();
    json.name("formatVersion").value(FORMAT_VERSION);
    json.name("images").beginArray();
    for (ImageReport image : images) {
      write(image);
    }
    json.endArray();
    json.endObject();
  }

  private void write(ImageReport image) throws IOException {
    Instant start = image.start();
    json.beginObject();
    json.name("image").value(image.image());
    json.name("bytesDown").value(image.traffic().bytesDown());
    json.name("bytesUp").value(image.traffic().bytesUp());
    json.name("uploadedLayers").value(image.traffic().uploadedLayers());
    json.name("criticalPathMillis").value(image.course().criticalPathMillis());
    json.name("savedMillis").value(image.course().savedMillis());
    json.name("startedAt").value(start.toString());
    json.name("course").beginObject();
    write("import", Optional.of(image.course().imported()), start);
    write("jib", image.course().jib(), start);
    write("export", image.course().exported(), start);
    json.endObject();
    json.name("layers").beginArray();
    for (LayerReport layer : image.layers()) {
      write(layer, start);
    }
    json.endArray();
    json.endObject();
  }

  private void write(LayerReport layer, Instant start) throws IOException {
    json.beginObject();
    json.name("name").value(layer.name());
    json.name("diffId").value(layer.diffId().toString());
    json.name("digest").value(layer.blob().digest().toString());
    json.name("size").value(layer.blob().sizeBytes());
    json.name("source").value(layer.source().text());
    json.name("milliseconds").value(layer.millis());
    json.name("phases").beginObject();
    for (Map.Entry<Phase, Span> phase : layer.phases().entrySet()) {
      write(phase.getKey().text(), Optional.of(phase.getValue()), start);
    }
    json.endObject();
    if (layer.rebuild().isPresent()) {
      write(layer.rebuild().get());
    }
    json.endObject();
  }

  private void write(Rebuild rebuild) throws IOException {
    json.name("rebuilt").beginObject();
    json.name("because").value(rebuild.because());
    json.name("files").beginArray();
    for (String file : rebuild.files()) {
      json.value(file);
    }
    json.endArray();
    json.endObject();
  }

  private void write(String name, Optional<Span> span, Instant start) throws IOException {
    if (span.isPresent()) {
      json.name(name).beginObject();
      json.name("startMillis").value(Duration.between(start, span.get().start()).toMillis());
      json.name("millis").value(span.get().millis());
      json.endObject();
    }
  }
}
