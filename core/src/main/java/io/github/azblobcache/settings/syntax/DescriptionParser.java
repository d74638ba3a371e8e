package io.github.azblobcache.settings.syntax;

import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.settings.values.NearestWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Takes one description apart as buildx does, and holds its keys against those that there are.
 *
 * @see <a href="https://github.com/docker/buildx/blob/v0.29.0/util/buildflags/cache.go">buildx,
 *     CacheOptionsEntry.UnmarshalText</a>
 */
public final class DescriptionParser {

  private static final String TYPE = "type";

  private final String where;
  private final StoreTypes types;
  private final List<Field> fields = new ArrayList<>();

  private record Field(String key, String value) {}

  private DescriptionParser(String where, StoreTypes types) {
    this.where = where;
    this.types = types;
  }

  /**
   * @throws InvalidSettingException if it is not CSV of {@code key=value}, or a key is unknown,
   *     written twice, or not one of the type's
   */
  public static Attributes parse(String where, String line, SettingContext context) {
    DescriptionParser parser = new DescriptionParser(where, context.types());
    parser.split(line);
    StoreType<?> type = parser.type();
    return new Attributes(where, type, parser.keys(type), context);
  }

  private void split(String line) {
    if (isQuoted(line.strip())) {
      throw invalid("quotes around the whole description", "Remove them.");
    }
    try {
      for (String field : CsvRecord.fields(line)) {
        addField(field);
      }
    } catch (CsvRecord.QuoteException e) {
      throw invalid(
          String.valueOf(e.getMessage()),
          "Quote a whole field, as in \"name=a,b\", and write a quote inside it twice.");
    }
  }

  // Of a file that is no shell script. One field may be in quotes, because it has a comma in it.
  private static boolean isQuoted(String line) {
    return line.startsWith("'")
        || (line.startsWith("\"")
            && line.indexOf('"', 1) == line.length() - 1
            && line.toLowerCase(Locale.ROOT).contains("type="));
  }

  private void addField(String field) {
    if (field.isBlank()) {
      throw invalid(
          "field " + (fields.size() + 1) + " is empty",
          "Write each cache on one line, and one comma between two fields.");
    }
    int equals = field.indexOf('=');
    if (equals < 0) {
      throw invalid(
          "field " + (fields.size() + 1) + " " + Redacted.word(field) + " has no '='",
          "Write key=value, the fields separated by commas: "
              + "type=azblob,account_url=https://<account>.blob.core.windows.net,name=<name>.");
    }
    String key = field.substring(0, equals).strip().toLowerCase(Locale.ROOT);
    if (value(key).isPresent()) {
      throw invalid("the key " + Redacted.word(key) + " is written twice", "Write it once.");
    }
    String value = field.substring(equals + 1);
    if (!Redacted.isSecret(key)) {
      requireNoSecret(key, value);
    }
    fields.add(new Field(key, value));
  }

  private void requireNoSecret(String key, String value) {
    Optional<String> secret = Redacted.secretIn(value);
    if (secret.isPresent()) {
      throw invalid(
          "the value of " + Redacted.word(key) + " has '" + secret.get() + "=' in it",
          "Write a comma before " + secret.get() + ".");
    }
    if (Redacted.isSecretValue(key, value)) {
      throw invalid(
          "the value of "
              + Redacted.word(key)
              + " looks like an account key, a signature or a token",
          "Write a secret only as the value of its own key, secret_access_key for instance.");
    }
  }

  private Optional<String> value(String key) {
    for (Field field : fields) {
      if (field.key().equals(key)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  private StoreType<?> type() {
    Optional<String> written = value(TYPE);
    if (written.isEmpty()) {
      throw invalid("no type", "Write " + types.alternatives() + " as a field.");
    }
    Optional<StoreType<?>> type = types.named(written.get());
    if (type.isEmpty()) {
      throw noSuchType(written.get());
    }
    return type.get();
  }

  private InvalidSettingException noSuchType(String type) {
    return invalid(
        "unknown type " + Redacted.word(type),
        nearest(type.toLowerCase(Locale.ROOT), types.names())
            + "The types are "
            + types.titles()
            + ".");
  }

  private Map<CacheKey, String> keys(StoreType<?> type) {
    Map<CacheKey, String> keys = new HashMap<>();
    for (Field field : fields) {
      if (!field.key().equals(TYPE)) {
        keys.put(key(field.key(), type), field.value());
      }
    }
    return keys;
  }

  private CacheKey key(String name, StoreType<?> type) {
    Optional<CacheKey> key = StoreTypes.key(type, name);
    if (key.isPresent()) {
      return key.get();
    }
    List<String> keys = StoreTypes.keys(type);
    String known = "The keys of type=" + type.name() + " are " + String.join(", ", keys) + ".";
    throw types.haveKey(name)
        ? invalid("'" + name + "' is not a key of type=" + type.name(), known)
        : invalid("unknown key " + Redacted.word(name), nearest(name, keys) + known);
  }

  private static String nearest(String typed, List<String> known) {
    return NearestWord.to(typed, known).map(word -> "Did you mean '" + word + "'? ").orElse("");
  }

  private InvalidSettingException invalid(String problem, String remedy) {
    return new InvalidSettingException(where, problem, remedy);
  }
}
