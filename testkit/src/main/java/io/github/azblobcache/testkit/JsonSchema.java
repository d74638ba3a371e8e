package io.github.azblobcache.testkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compares JSON with a schema, as far as this project's schemas go: {@code type}, {@code const},
 * {@code enum}, {@code pattern}, {@code minimum}, {@code required}, {@code properties}, {@code
 * additionalProperties: false}, {@code items} and {@code $ref} to {@code $defs}. A keyword that is
 * none of these, and no remark, is an error.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-validation">JSON Schema
 *     2020-12</a>
 */
public final class JsonSchema {

  private static final List<String> REMARKS =
      List.of("$schema", "$id", "$defs", "title", "description", "examples");

  private final Map<?, ?> root;

  private JsonSchema(Map<?, ?> root) {
    this.root = root;
  }

  /** Reads a schema. */
  public static JsonSchema read(Path file) throws IOException {
    return new JsonSchema((Map<?, ?>) parse(Files.readString(file)));
  }

  /** What is wrong with this JSON, each with its place; empty if nothing is. */
  public List<String> faults(String json) throws IOException {
    List<String> faults = new ArrayList<>();
    compare(root, parse(json), "", faults);
    return faults;
  }

  private void compare(Map<?, ?> schema, Object value, String place, List<String> faults) {
    for (Map.Entry<?, ?> keyword : schema.entrySet()) {
      String name = (String) keyword.getKey();
      if (name.equals("$ref")) {
        compare(definition((String) keyword.getValue()), value, place, faults);
      } else if (value instanceof Map<?, ?> object && isOfObjects(name)) {
        compareObject(schema, name, object, place, faults);
      } else if (name.equals("items") && value instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          compare((Map<?, ?>) keyword.getValue(), list.get(i), place + "/" + i, faults);
        }
      } else if (!holds(name, keyword.getValue(), value)) {
        faults.add((place.isEmpty() ? "/" : place) + ": not " + name + " " + keyword.getValue());
      }
    }
  }

  private static boolean isOfObjects(String keyword) {
    return List.of("properties", "required", "additionalProperties").contains(keyword);
  }

  private void compareObject(
      Map<?, ?> schema, String keyword, Map<?, ?> object, String place, List<String> faults) {
    Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> map ? map : Map.of();
    switch (keyword) {
      case "required" ->
          ((List<?>) required(schema, keyword))
              .stream()
                  .filter(name -> !object.containsKey(name))
                  .forEach(name -> faults.add(place + "/" + name + ": missing"));
      case "additionalProperties" ->
          object.keySet().stream()
              .filter(name -> !properties.containsKey(name))
              .forEach(name -> faults.add(place + "/" + name + ": not in the schema"));
      default ->
          object.forEach(
              (name, value) -> {
                if (properties.get(name) instanceof Map<?, ?> property) {
                  compare(property, value, place + "/" + name, faults);
                }
              });
    }
  }

  private Map<?, ?> definition(String reference) {
    Map<?, ?> definitions = (Map<?, ?>) required(root, "$defs");
    return (Map<?, ?>) required(definitions, reference.replace("#/$defs/", ""));
  }

  private static Object required(Map<?, ?> object, String name) {
    return Objects.requireNonNull(object.get(name), name);
  }

  private static boolean holds(String keyword, Object limit, Object value) {
    return switch (keyword) {
      case "type" -> isOfType((String) limit, value);
      case "const" -> limit.equals(value);
      case "enum" -> ((List<?>) limit).contains(value);
      case "pattern" -> !(value instanceof String text) || text.matches((String) limit);
      case "minimum" -> !(value instanceof Long number) || number >= (Long) limit;
      case "properties", "required", "additionalProperties", "items" -> true;
      default -> {
        if (!REMARKS.contains(keyword)) {
          throw new IllegalArgumentException("Keyword '" + keyword + "' is not understood");
        }
        yield true;
      }
    };
  }

  private static boolean isOfType(String type, Object value) {
    return switch (type) {
      case "object" -> value instanceof Map;
      case "array" -> value instanceof List;
      case "string" -> value instanceof String;
      case "integer" -> value instanceof Long;
      case "boolean" -> value instanceof Boolean;
      default -> throw new IllegalArgumentException("Type '" + type + "' is not understood");
    };
  }

  private static Object parse(String json) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      return value(parser);
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT:
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          object.put(name, value(parser));
        }
        return object;
      case START_ARRAY:
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        return list;
      case VALUE_NUMBER_INT:
        return parser.getLongValue();
      case VALUE_TRUE, VALUE_FALSE:
        return parser.getBooleanValue();
      default:
        return parser.getText();
    }
  }
}
