package io.github.azblobcache.settings;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
  private final UnaryOperator<String> environment;

  Attributes(
      String where,
      CacheType type,
      Map<CacheKey, String> given,
      UnaryOperator<String> environment) {
    this.where = where;
    this.type = type;
    this.given = Map.copyOf(given);
    this.environment = environment;
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
    Optional<Value> written =
        Optional.ofNullable(given.get(key)).map(text -> new Value(key, text, where));
    return written.or(
        () ->
            key.environment(type)
                .flatMap(
                    name ->
                        Optional.ofNullable(environment.apply(name))
                            .filter(text -> !text.isBlank())
                            .map(text -> new Value(key, text.strip(), name))));
  }

  String text(CacheKey key, String otherwise) {
    return value(key).map(Value::text).orElse(otherwise);
  }

  InvalidSettingException invalid(String problem, String remedy) {
    return new InvalidSettingException(where, problem, remedy);
  }
}
