package io.github.azblobcache.manifest;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Walks over a manifest's JSON, one value after the other, with Go's rules: {@code null} is a field
 * that is not there.
 */
final class JsonCursor {

  /** Reads the value that the cursor stands on. */
  interface Element<T> {
    T read() throws IOException;
  }

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

    private final Set<String> names = new HashSet<>();
    private String step = "";

    private void goTo(String step) {
      this.step = step;
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
    places.push(new Place());
  }

  /** Goes on to the next field that is not null; false at the end of the object. */
  boolean nextField() throws IOException {
    while (reader.peek() != JsonToken.END_OBJECT) {
      String name = reader.nextName();
      places.element().goTo(name);
      // Go takes the last one, others the first: two readers would see two manifests.
      if (!places.element().names.add(name)) {
        throw fault("the same field twice");
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

  /** Of the field that the cursor stands on. */
  String name() {
    return places.element().step;
  }

  /** Goes over a value, whatever it is. */
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
        case NAME -> reader.nextName();
        default -> reader.skipValue();
      }
      if (depth > MAX_DEPTH) {
        throw fault("a nesting depth of more than " + MAX_DEPTH);
      }
    } while (depth > 0);
  }

  <T> List<T> list(Element<T> element) throws IOException {
    require(JsonToken.BEGIN_ARRAY, "an array");
    reader.beginArray();
    Place place = new Place();
    places.push(place);
    List<T> list = new ArrayList<>();
    while (reader.peek() != JsonToken.END_ARRAY) {
      if (++elements > MAX_ELEMENTS) {
        throw fault("it has more than " + MAX_ELEMENTS + " array elements");
      }
      place.goTo(Integer.toString(list.size()));
      list.add(element.read());
    }
    reader.endArray();
    places.pop();
    return list;
  }

  int integer() throws IOException {
    return Math.toIntExact(integer(Integer.MIN_VALUE, Integer.MAX_VALUE));
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
      throw fault("a string of more than " + MAX_STRING_LENGTH + " characters");
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

  <T> T text(Function<String, T> parse) throws IOException {
    String text = text();
    return valid(() -> parse.apply(text));
  }

  /** What {@code construct} gives; the place's fault if it throws IllegalArgumentException. */
  <T> T valid(Supplier<T> construct) throws ManifestFormatException {
    try {
      return construct.get();
    } catch (IllegalArgumentException e) {
      throw new ManifestFormatException(manifest, pointer(), e.getMessage(), e);
    }
  }

  ManifestFormatException fault(String problem) {
    return new ManifestFormatException(manifest, pointer(), problem);
  }

  /** What the reader has thrown, which tells its own users how to be more lenient. */
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
      String step = outermost.next().step;
      if (!step.isEmpty()) {
        pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
      }
    }
    return pointer.toString();
  }
}
