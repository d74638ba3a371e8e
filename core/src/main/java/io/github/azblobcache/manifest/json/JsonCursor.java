package io.github.azblobcache.manifest.json;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.github.azblobcache.manifest.ManifestName;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/**
 * Walks over a manifest's JSON, one value after the other, with Go's rules: {@code null} is a field
 * that is not there.
 */
final class JsonCursor {

  /** Far above any real manifest, and few enough to be held in memory. */
  private static final int MAX_ELEMENTS = 1 << 20;

  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING_LENGTH = 1 << 16;

  private final ManifestName manifest;
  private final JsonReader reader;
  private final Deque<Place> places = new ArrayDeque<>();
  private int elements;

  /** Where the cursor is in an object or an array. */
  private static final class Place {

    private final boolean isArray;
    private final Set<String> names = new HashSet<>();
    private String name = "";
    private int index = -1;

    Place(boolean isArray) {
      this.isArray = isArray;
    }

    /** Empty before the first field or element. */
    private String step() {
      return isArray && index >= 0 ? Integer.toString(index) : name;
    }
  }

  JsonCursor(ManifestName manifest, JsonReader reader) {
    this.manifest = manifest;
    this.reader = reader;
  }

  /** Makes sure that nothing follows the last value. */
  void requireEnd() throws IOException {
    try {
      if (reader.peek() == JsonToken.END_DOCUMENT) {
        return;
      }
    } catch (MalformedJsonException e) {
      // What follows is not even JSON.
    }
    throw fault("something follows the JSON object");
  }

  /** Enters the object at this place; then {@link #nextField} until it is false. */
  void beginObject() throws IOException {
    require(JsonToken.BEGIN_OBJECT, "an object");
    reader.beginObject();
    places.push(new Place(false));
  }

  /** Moves to the next field that is not null; false at the end of the object. */
  boolean nextField() throws IOException {
    while (reader.peek() != JsonToken.END_OBJECT) {
      Place place = places.element();
      place.name = reader.nextName();
      // Go takes the last one, others the first: two readers would see two manifests.
      if (!place.names.add(place.name)) {
        throw refused("the same field twice");
      }
      if (reader.peek() != JsonToken.NULL) {
        return true;
      }
      reader.nextNull();
    }
    reader.endObject();
    places.pop();
    return false;
  }

  /** Of the field at the cursor. */
  String name() {
    return places.element().name;
  }

  /** Skips a value of any kind. */
  void skip() throws IOException {
    int depth = 0;
    do {
      switch (reader.peek()) {
        case BEGIN_OBJECT -> {
          reader.beginObject();
          depth++;
        }
        case BEGIN_ARRAY -> {
          reader.beginArray();
          depth++;
        }
        case END_OBJECT -> {
          reader.endObject();
          depth--;
        }
        case END_ARRAY -> {
          reader.endArray();
          depth--;
        }
        default -> reader.skipValue();
      }
      if (depth > MAX_DEPTH) {
        throw refused("a nesting depth of more than " + MAX_DEPTH);
      }
    } while (depth > 0);
  }

  /** Enters the array at this place; then {@link #nextElement} until it is false. */
  void beginArray() throws IOException {
    require(JsonToken.BEGIN_ARRAY, "an array");
    reader.beginArray();
    places.push(new Place(true));
  }

  /** Moves to the next element; false at the end of the array. */
  boolean nextElement() throws IOException {
    if (reader.peek() == JsonToken.END_ARRAY) {
      reader.endArray();
      places.pop();
      return false;
    }
    if (++elements > MAX_ELEMENTS) {
      throw refused("it has more than " + MAX_ELEMENTS + " array elements");
    }
    places.element().index++;
    return true;
  }

  int integer() throws IOException {
    return (int) integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  long longInteger() throws IOException {
    return integer(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private long integer(long from, long to) throws IOException {
    require(JsonToken.NUMBER, "an integer");
    String text = reader.nextString();
    try {
      long value = Long.parseLong(text);
      if (value >= from && value <= to) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Has a fraction or an exponent, or is too large; said below.
    }
    throw fault("expected an integer from " + from + " to " + to + ", got " + text);
  }

  /** A string; half a surrogate pair becomes U+FFFD, as in Go. */
  String text() throws IOException {
    require(JsonToken.STRING, "a string");
    String text = reader.nextString();
    if (text.length() > MAX_STRING_LENGTH) {
      throw refused("a string of more than " + MAX_STRING_LENGTH + " characters");
    }
    return hasSurrogates(text) ? withWholeCharacters(text) : text;
  }

  private static boolean hasSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static String withWholeCharacters(String text) {
    return text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  ManifestFormatException fault(String problem) {
    return new ManifestFormatException(manifest, pointer(), problem, isOurs());
  }

  /** A value at this place that cannot be. */
  ManifestFormatException fault(IllegalArgumentException cause) {
    String problem = String.valueOf(cause.getMessage());
    return isOurs()
        ? refused(problem)
        : new ManifestFormatException(manifest, pointer(), problem, cause);
  }

  /** Something at this place that is not read here, but by BuildKit. */
  ManifestFormatException refused(String problem) {
    return new ManifestFormatException(manifest, pointer(), problem, true);
  }

  // BuildKit ignores what is there
  private boolean isOurs() {
    return pointer().startsWith("/" + ConfigWriter.OUR_KEY);
  }

  /** What the reader has thrown, which advises its own users to be more lenient. */
  ManifestFormatException notJson(Exception cause) {
    String problem = cause instanceof EOFException ? "it ends too early" : "not JSON";
    return new ManifestFormatException(manifest, pointer(), problem, cause);
  }

  private void require(JsonToken token, String expected) throws IOException {
    JsonToken found = reader.peek();
    if (found != token) {
      throw fault("expected " + expected + ", got " + named(found));
    }
  }

  private static String named(JsonToken token) {
    return switch (token) {
      case BEGIN_OBJECT -> "an object";
      case BEGIN_ARRAY -> "an array";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "a truth value";
      case NULL -> "null";
      default -> "the end";
    };
  }

  /**
   * As of RFC 6901.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6901#section-3">RFC 6901, section 3</a>
   */
  private String pointer() {
    StringBuilder pointer = new StringBuilder();
    for (Iterator<Place> outermost = places.descendingIterator(); outermost.hasNext(); ) {
      String step = outermost.next().step();
      if (!step.isEmpty()) {
        pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
      }
    }
    return pointer.toString();
  }
}
