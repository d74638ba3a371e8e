package io.github.azblobcache.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.azblobcache.files.Rebuild;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

/**
 * What became of the images of one module, for programs: {@code target/azblob-cache/report.json}.
 *
 * @param images one for each Jib execution, in their order
 */
public record BuildReport(List<ImageReport> images) {

  private static final int FORMAT_VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  /** Copies the list. */
  public BuildReport {
    images = List.copyOf(images);
  }

  /** Writes the report, whole or not at all; replaces an older one. */
  public void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    // No temporary file of the JDK's making: those only their owner can read, and CI collects
    // reports.
    Path partial = file.resolveSibling("report-" + UUID.randomUUID() + ".part");
    try {
      try (OutputStream out = Files.newOutputStream(partial)) {
        write(out);
      }
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private void write(OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      json.writeStartObject();
      json.writeNumberField("formatVersion", FORMAT_VERSION);
      json.writeArrayFieldStart("images");
      for (ImageReport image : images) {
        write(json, image);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, ImageReport image) throws IOException {
    json.writeStartObject();
    json.writeStringField("image", image.image());
    json.writeNumberField("bytesDown", image.bytesDown());
    json.writeNumberField("bytesUp", image.bytesUp());
    json.writeNumberField("uploadedLayers", image.uploadedLayers());
    json.writeNumberField("criticalPathMillis", image.criticalPathMillis());
    json.writeArrayFieldStart("layers");
    for (LayerReport layer : image.layers()) {
      json.writeStartObject();
      json.writeStringField("name", layer.name());
      json.writeStringField("diffId", layer.diffId().toString());
      json.writeStringField("digest", layer.blob().digest().toString());
      json.writeNumberField("size", layer.blob().sizeBytes());
      json.writeStringField("source", layer.source().text());
      json.writeNumberField("milliseconds", layer.millis());
      if (layer.rebuild().isPresent()) {
        write(json, layer.rebuild().get());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Rebuild rebuild) throws IOException {
    json.writeObjectFieldStart("rebuilt");
    json.writeStringField("because", rebuild.because());
    json.writeArrayFieldStart("files");
    for (String file : rebuild.files()) {
      json.writeString(file);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
