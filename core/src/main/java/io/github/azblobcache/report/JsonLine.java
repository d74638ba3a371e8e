package io.github.azblobcache.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * One JSON object on one line, as {@code --format json} of Docker's tools gives one for each row.
 * Sizes are bytes, times RFC 3339.
 */
public final class JsonLine {

  private static final JsonFactory JSON = new JsonFactory();

  private interface Write {
    void on(JsonGenerator generator) throws IOException;
  }

  private final StringWriter text = new StringWriter();
  private final JsonGenerator generator;

  private JsonLine() throws IOException {
    generator = JSON.createGenerator(text);
    generator.writeStartObject();
  }

  /** An object whose first field tells what it is about. */
  public static JsonLine of(String type) {
    try {
      return new JsonLine().with("Type", type);
    } catch (IOException e) {
      throw new UncheckedIOException("A string takes no more characters", e);
    }
  }

  /** Adds a text. */
  public JsonLine with(String name, String value) {
    return write(json -> json.writeStringField(name, value));
  }

  /** Adds a number. */
  public JsonLine with(String name, long value) {
    return write(json -> json.writeNumberField(name, value));
  }

  /** Adds a truth value. */
  public JsonLine with(String name, boolean value) {
    return write(json -> json.writeBooleanField(name, value));
  }

  /** Adds a time, to the second. */
  public JsonLine with(String name, Instant value) {
    return with(name, value.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** Adds a list of texts. */
  public JsonLine with(String name, List<String> values) {
    return write(
        json -> {
          json.writeArrayFieldStart(name);
          for (String value : values) {
            json.writeString(value);
          }
          json.writeEndArray();
        });
  }

  /** Ends the object. */
  public String line() {
    return write(
            json -> {
              json.writeEndObject();
              json.close();
            })
        .text
        .toString();
  }

  private JsonLine write(Write write) {
    try {
      write.on(generator);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("A string takes no more characters", e);
    }
  }
}
