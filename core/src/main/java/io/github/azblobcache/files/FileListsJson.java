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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form in which {@link FileLists} are stored: JSON, see {@code docs/storage-format.md}. */
public final class FileListsJson {

  /** More than an image has, and few enough to be held in memory. */
  static final int MAX_FILES = 200_000;

  private static final int FORMAT_VERSION = 1;

  private FileListsJson() {}

  /** Writes the lists; the same lists give the same bytes. */
  public static void write(FileLists lists, OutputStream out) throws IOException {
    try (JsonWriter json = new JsonWriter(new BufferedWriter(new OutputStreamWriter(out, UTF_8)))) {
      json.beginObject();
      json.name("formatVersion").value(FORMAT_VERSION);
      ModificationTimes times = new ModificationTimes();
      json.name("layers").beginArray();
      for (LayerListing layer : lists.layers()) {
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
   * Reads lists of any author. The caller bounds the stream. No more than {@link #MAX_FILES} files
   * are held.
   *
   * @throws IOException if they are none of this version, or have more files
   */
  public static FileLists read(InputStream in) throws IOException {
    try (JsonReader json = new JsonReader(new InputStreamReader(in, UTF_8))) {
      return new Reading(json).lists();
    } catch (IllegalArgumentException | IllegalStateException | DateTimeException e) {
      throw new IOException("File lists with a wrong value: " + e.getMessage(), e);
    }
  }

  /** One pass over the JSON: what it holds are facts, and never the JSON's own objects. */
  private static final class Reading {

    private final JsonReader json;
    private final ModificationTimes times = new ModificationTimes();
    private int entries;

    Reading(JsonReader json) {
      this.json = json;
    }

    FileLists lists() throws IOException {
      boolean isOurVersion = false;
      @Nullable List<LayerListing> layers = null;
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "formatVersion" -> isOurVersion = json.nextInt() == FORMAT_VERSION;
          case "layers" -> {
            layers = new ArrayList<>();
            for (json.beginArray(); json.hasNext(); ) {
              count();
              layers.add(layer());
            }
            json.endArray();
          }
          default -> json.skipValue();
        }
      }
      json.endObject();
      if (!isOurVersion) {
        throw new IOException("Not of version " + FORMAT_VERSION + ", or no file lists");
      }
      return new FileLists(required("layers", layers));
    }

    private LayerListing layer() throws IOException {
      @Nullable String name = null;
      @Nullable String diffId = null;
      List<FileFact> files = new ArrayList<>();
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "name" -> name = text();
          case "diffID" -> diffId = text();
          case "files" -> {
            for (json.beginArray(); json.hasNext(); ) {
              count();
              files.add(file());
            }
            json.endArray();
          }
          default -> json.skipValue();
        }
      }
      json.endObject();
      return new LayerListing(
          required("name", name), DiffId.parse(required("diffID", diffId)), files);
    }

    private FileFact file() throws IOException {
      @Nullable String path = null;
      @Nullable Long sizeBytes = null;
      @Nullable Long crc32c = null;
      @Nullable String mode = null;
      @Nullable String modified = null;
      @Nullable String owner = null;
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "path" -> path = text();
          case "size" -> sizeBytes = number();
          case "crc32c" -> crc32c = number();
          case "mode" -> mode = text();
          case "modified" -> modified = text();
          case "owner" -> owner = text();
          default -> json.skipValue();
        }
      }
      json.endObject();
      return new FileFact(
          required("path", path),
          required("size", sizeBytes),
          required("crc32c", crc32c),
          required("mode", mode),
          times.time(required("modified", modified)),
          required("owner", owner));
    }

    private void count() throws IOException {
      if (++entries > MAX_FILES) {
        throw new IOException("File lists of more than " + MAX_FILES + " files");
      }
    }

    private String text() throws IOException {
      return requireToken(JsonToken.STRING).nextString();
    }

    private long number() throws IOException {
      return requireToken(JsonToken.NUMBER).nextLong();
    }

    private JsonReader requireToken(JsonToken expected) throws IOException {
      if (json.peek() != expected) {
        throw new IOException("File lists without a good value at " + json.getPath());
      }
      return json;
    }

    private static <T> T required(String field, @Nullable T value) throws IOException {
      if (value == null) {
        throw new IOException("File lists without a good '" + field + "'");
      }
      return value;
    }
  }
}
