package io.github.azblobcache.settings;

import java.util.Map;
import java.util.Optional;

/**
 * The keys of one description with their values, all of them known and of its type.
 *
 * <p>Has no {@code toString} of its own on purpose: one value may be a secret.
 */
final class Attributes {

  /**
   * A value and where it was written; may be a secret.
   *
   * @param where for messages: the setting's name, or the environment variable's
   */
  record Value(CacheKey key, String text, String where) {

    InvalidSettingException invalid(String problem, String remedy) {
      return new InvalidSettingException(where, problem, remedy);
    }

    /** Where, and never what. */
    @Override
    public String toString() {
      return key + " in " + where;
    }
  }

  private final String where;
  private final CacheType type;
  private final Map<CacheKey, String> given;
  private final Surroundings surroundings;

  Attributes(String where, CacheType type, Map<CacheKey, String> given, Surroundings surroundings) {
    this.where = where;
    this.type = type;
    this.given = Map.copyOf(given);
    this.surroundings = surroundings;
  }

  CacheType type() {
    return type;
  }

  /**
   * The value in the description, else in the key's environment variable.
   *
   * <p>An empty variable is as good as none, unlike in BuildKit: CI systems set a variable that has
   * no value to the empty string.
   */
  Optional<Value> value(CacheKey key) {
    return written(key).or(() -> variable(key));
  }

  /** The value in the description. */
  Optional<Value> written(CacheKey key) {
    return Optional.ofNullable(given.get(key)).map(text -> new Value(key, text, where));
  }

  /** The value in the key's environment variable, if it has one that is not blank. */
  Optional<Value> variable(CacheKey key) {
    return key.environment(type)
        .flatMap(
            name ->
                Optional.ofNullable(surroundings.environment().apply(name))
                    .filter(text -> !text.isBlank())
                    .map(text -> new Value(key, text.strip(), name)));
  }

  Servers servers() {
    return surroundings.servers();
  }

  String text(CacheKey key, String otherwise) {
    return value(key).map(Value::text).orElse(otherwise);
  }

  InvalidSettingException invalid(String problem, String remedy) {
    return new InvalidSettingException(where, problem, remedy);
  }
}
