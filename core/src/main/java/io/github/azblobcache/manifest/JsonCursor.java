package io.github.azblobcache.manifest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

  private final ManifestName manifest;
  private final JsonParser parser;
  private int elements;

  JsonCursor(ManifestName manifest, JsonParser parser) {
    this.manifest = manifest;
    this.parser = parser;
  }

  /** Goes to the first value. */
  void begin() throws IOException {
    advance();
  }

  /** Makes sure that nothing follows the last value. */
  void requireEnd() throws IOException {
    if (parser.nextToken() != null) {
      throw fault("something follows the JSON object");
    }
  }

  /** Enters the object at this place; then {@link #nextField} until it is false. */
  void beginObject() throws IOException {
    require(JsonToken.START_OBJECT, "an object");
  }

  /** Goes on to the next field that is not null; false at the end of the object. */
  boolean nextField() throws IOException {
    while (advance() != JsonToken.END_OBJECT) {
      if (advance() != JsonToken.VALUE_NULL) {
        return true;
      }
    }
    return false;
  }

  String name() throws IOException {
    return parser.currentName();
  }

  void skip() throws IOException {
    parser.skipChildren();
  }

  <T> List<T> list(Element<T> element) throws IOException {
    require(JsonToken.START_ARRAY, "an array");
    List<T> list = new ArrayList<>();
    while (advance() != JsonToken.END_ARRAY) {
      if (++elements > MAX_ELEMENTS) {
        throw fault("it has more than " + MAX_ELEMENTS + " array elements");
      }
      list.add(element.read());
    }
    return list;
  }

  int integer() throws IOException {
    require(JsonToken.VALUE_NUMBER_INT, "an integer");
    return parser.getIntValue();
  }

  long longInteger() throws IOException {
    require(JsonToken.VALUE_NUMBER_INT, "an integer");
    return parser.getLongValue();
  }

  /** A string; half a surrogate pair becomes U+FFFD, as in Go. */
  String text() throws IOException {
    require(JsonToken.VALUE_STRING, "a string");
    return parser
        .getText()
        .codePoints()
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

  ManifestFormatException notJson(IOException cause) {
    String problem =
        cause instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : cause.getMessage();
    return new ManifestFormatException(manifest, pointer(), "not JSON: " + problem, cause);
  }

  private JsonToken advance() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw fault("it ends too early");
    }
    return token;
  }

  private void require(JsonToken token, String expected) throws IOException {
    if (parser.currentToken() != token) {
      throw fault("expected " + expected + ", got " + parser.currentToken());
    }
  }

  private String pointer() {
    return parser.getParsingContext().pathAsPointer().toString();
  }
}
