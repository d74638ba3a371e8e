package io.github.azblobcache.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.github.azblobcache.oci.DiffId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The form in which {@link FileLists} are stored: JSON, see {@code docs/storage-format.md}. */
public final class FileListsJson {

  private static final int FORMAT_VERSION = 1;

  private FileListsJson() {}

  /** Writes the lists; the same lists give the same bytes. */
  public static void write(FileLists lists, OutputStream out) throws IOException {
    try (JsonWriter json = new JsonWriter(new BufferedWriter(new OutputStreamWriter(out, UTF_8)))) {
      json.beginObject();
      json.name("formatVersion").value(FORMAT_VERSION);
      ModificationTimes times = new ModificationTimes();
      json.name("layers").beginArray();
      for (LayerFiles layer : lists.layers()) {
        json.beginObject();
        json.name("name").value(layer.name());
        json.name("diffID").value(layer.diffId().toString());
        json.name("files").beginArray();
        for (FileFact file : layer.files()) {
          write(json, file, times);
        }
        json.endArray();
        json.endObject();
      }
      json.endArray();
      json.endObject();
    }
  }

  private static void write(JsonWriter json, FileFact file, ModificationTimes times)
      throws IOException {
    json.beginObject();
    json.name("path").value(file.path());
    json.name("size").value(file.sizeBytes());
    json.name("crc32c").value(file.crc32c());
    json.name("mode").value(file.mode());
    json.name("modified").value(times.text(file.modified()));
    json.name("owner").value(file.owner());
    json.endObject();
  }

  /**
   * Reads lists that anybody can have written; the caller bounds the stream.
   *
   * @throws IOException if they are none of this version
   */
  public static FileLists read(InputStream in) throws IOException {
    try (JsonReader json = new JsonReader(new InputStreamReader(in, UTF_8))) {
      Map<String, Object> root = object(json);
      if (!Long.valueOf(FORMAT_VERSION).equals(root.get("formatVersion"))) {
        throw new IOException("Not of version " + FORMAT_VERSION + ", or no file lists");
      }
      ModificationTimes times = new ModificationTimes();
      List<LayerFiles> layers = new ArrayList<>();
      for (Map<String, Object> layer : objects(root, "layers")) {
        layers.add(layer(layer, times));
      }
      return new FileLists(layers);
    } catch (IllegalArgumentException | IllegalStateException | DateTimeException e) {
      throw new IOException("File lists with a wrong value: " + e.getMessage(), e);
    }
  }

  private static LayerFiles layer(Map<String, Object> layer, ModificationTimes times)
      throws IOException {
    List<FileFact> files = new ArrayList<>();
    for (Map<String, Object> file : objects(layer, "files")) {
      files.add(
          new FileFact(
              value(file, "path", String.class),
              value(file, "size", Long.class),
              value(file, "crc32c", Long.class),
              value(file, "mode", String.class),
              times.time(value(file, "modified", String.class)),
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

  private static Map<String, Object> object(JsonReader json) throws IOException {
    Map<String, Object> fields = new HashMap<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      JsonToken value = json.peek();
      if (value == JsonToken.BEGIN_ARRAY) {
        fields.put(name, array(json));
      } else if (value == JsonToken.STRING) {
        fields.put(name, json.nextString());
      } else if (value == JsonToken.NUMBER) {
        fields.put(name, number(json.nextString()));
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    return fields;
  }

  /** A Long, or else the text. */
  private static Object number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private static List<Object> array(JsonReader json) throws IOException {
    List<Object> elements = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      elements.add(object(json));
    }
    json.endArray();
    return elements;
  }
}
