package io.github.azblobcache.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.azblobcache.oci.DiffId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The form in which {@link FileLists} are stored: JSON, see {@code docs/storage-format.md}. */
public final class FileListsJson {

  private static final int FORMAT_VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  private FileListsJson() {}

  /** Writes the lists; the same lists give the same bytes. */
  public static void write(FileLists lists, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("formatVersion", FORMAT_VERSION);
      json.writeArrayFieldStart("layers");
      for (LayerFiles layer : lists.layers()) {
        json.writeStartObject();
        json.writeStringField("name", layer.name());
        json.writeStringField("diffID", layer.diffId().toString());
        json.writeArrayFieldStart("files");
        for (FileFact file : layer.files()) {
          write(json, file);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, FileFact file) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", file.path());
    json.writeNumberField("size", file.sizeBytes());
    json.writeNumberField("crc32c", file.crc32c());
    json.writeStringField("mode", file.mode());
    json.writeStringField("modified", file.modified().toString());
    json.writeStringField("owner", file.owner());
    json.writeEndObject();
  }

  /**
   * Reads lists that anybody can have written; the caller bounds the stream.
   *
   * @throws IOException if they are none of this version
   */
  public static FileLists read(InputStream in) throws IOException {
    try (JsonParser json = JSON.createParser(in)) {
      Map<String, Object> root = object(json, json.nextToken());
      if (!Long.valueOf(FORMAT_VERSION).equals(root.get("formatVersion"))) {
        throw new IOException("Not of version " + FORMAT_VERSION + ", or no file lists");
      }
      List<LayerFiles> layers = new ArrayList<>();
      for (Map<String, Object> layer : objects(root, "layers")) {
        layers.add(layer(layer));
      }
      return new FileLists(layers);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("File lists with a wrong value: " + e.getMessage(), e);
    }
  }

  private static LayerFiles layer(Map<String, Object> layer) throws IOException {
    List<FileFact> files = new ArrayList<>();
    for (Map<String, Object> file : objects(layer, "files")) {
      files.add(
          new FileFact(
              value(file, "path", String.class),
              value(file, "size", Long.class),
              value(file, "crc32c", Long.class),
              value(file, "mode", String.class),
              Instant.parse(value(file, "modified", String.class)),
              value(file, "owner", String.class)));
    }
    return new LayerFiles(
        value(layer, "name", String.class),
        DiffId.parse(value(layer, "diffID", String.class)),
        files);
  }

  private static <T> T value(Map<String, Object> object, String field, Class<T> type)
      throws IOException {
    Object value = object.get(field);
    if (!type.isInstance(value)) {
      throw new IOException("File lists without a good '" + field + "': " + value);
    }
    return type.cast(value);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> objects(Map<String, Object> object, String field)
      throws IOException {
    return value(object, field, List.class);
  }

  private static Map<String, Object> object(JsonParser json, JsonToken start) throws IOException {
    if (start != JsonToken.START_OBJECT) {
      throw new IOException("File lists with " + start + " for an object");
    }
    Map<String, Object> fields = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_ARRAY) {
        fields.put(name, array(json));
      } else if (value == JsonToken.VALUE_STRING) {
        fields.put(name, json.getText());
      } else if (value == JsonToken.VALUE_NUMBER_INT) {
        fields.put(name, json.getLongValue());
      } else {
        json.skipChildren();
      }
    }
    return fields;
  }

  private static List<Object> array(JsonParser json) throws IOException {
    List<Object> elements = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      elements.add(object(json, json.currentToken()));
    }
    return elements;
  }
}
