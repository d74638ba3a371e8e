package io.github.azblobcache.report.format;

import com.google.gson.stream.JsonWriter;
import io.github.azblobcache.text.Printable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * One JSON object on one line, as {@code --format json} of Docker's tools gives one for each row.
 * Sizes are bytes, times RFC 3339. Text is escaped so that neither a terminal nor a CI agent acts
 * on it.
 */
public final class JsonLine {

  private interface Write {
    void on(JsonWriter json) throws IOException;
  }

  private final StringWriter text = new StringWriter();
  private final JsonWriter json = new JsonWriter(text);

  private JsonLine() {}

  /** An object whose first field is its type. */
  public static JsonLine of(String type) {
    return new JsonLine().write(JsonWriter::beginObject).with("Type", type);
  }

  /** Adds a text. */
  public JsonLine with(String name, String value) {
    return write(out -> out.name(name).value(value));
  }

  /** Adds a number. */
  public JsonLine with(String name, long value) {
    return write(out -> out.name(name).value(value));
  }

  /** Adds a truth value. */
  public JsonLine with(String name, boolean value) {
    return write(out -> out.name(name).value(value));
  }

  /** Adds a time, to the second. */
  public JsonLine with(String name, Instant value) {
    return with(name, value.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** Adds a list of texts. */
  public JsonLine with(String name, List<String> values) {
    return write(
        out -> {
          out.name(name).beginArray();
          for (String value : values) {
            out.value(value);
          }
          out.endArray();
        });
  }

  /** Ends the object. */
  public Printable line() {
    return Printable.json(write(JsonWriter::endObject).text.toString());
  }

  private JsonLine write(Write write) {
    try {
      write.on(json);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("A string takes no more characters", e);
    }
  }
}
