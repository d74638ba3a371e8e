package io.github.azblobcache.settings.syntax;

import io.github.azblobcache.settings.values.GoBoolean;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.settings.values.Placeholder;
import io.github.azblobcache.settings.values.UnreplacedPlaceholderException;
import io.github.azblobcache.store.StoreLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of one description with their values, all of them known and of its type.
 *
 * <p>Has no {@code toString} of its own on purpose: one value may be a secret.
 */
public final class Attributes {

  /**
   * A value and where it was written; may be a secret.
   *
   * @param where for messages: the setting's name, or the environment variable's
   */
  public record Value(CacheKey key, String text, String where) {

    public InvalidSettingException invalid(String problem, String remedy) {
      return new InvalidSettingException(where, problem, remedy);
    }

    /**
     * @throws UnreplacedPlaceholderException if a variable in the text has no value
     */
    public void requireReplaced() {
      Optional<String> placeholder = Placeholder.in(text);
      if (placeholder.isPresent()) {
        throw new UnreplacedPlaceholderException(where, placeholder.get());
      }
    }

    /** Where, and never what. */
    @Override
    public String toString() {
      return key + " in " + where;
    }
  }

  private final String where;
  private final StoreType<?> type;
  private final Map<CacheKey, String> given;
  private final SettingContext context;
  private final List<Origin> origins = new ArrayList<>();

  Attributes(String where, StoreType<?> type, Map<CacheKey, String> given, SettingContext context) {
    this.where = where;
    this.type = type;
    this.given = Map.copyOf(given);
    this.context = context;
  }

  /** Where a cache with these attributes is. */
  public StoreLocation location(CacheUse use) {
    return type.location(this, use);
  }

  /** The setting's name, for messages. */
  public String where() {
    return where;
  }

  /** What relative folders start from. */
  public Path baseDirectory() {
    return context.baseDirectory();
  }

  /**
   * The value in the description, else in the key's environment variable.
   *
   * <p>An empty variable is as good as none, unlike in BuildKit: CI systems set a variable that has
   * no value to the empty string.
   */
  public Optional<Value> value(CacheKey key) {
    Optional<Value> written = written(key);
    return written.isPresent() ? written : variable(key);
  }

  /** The value in the description. */
  public Optional<Value> written(CacheKey key) {
    String text = given.get(key);
    return text == null ? Optional.empty() : Optional.of(new Value(key, text, where));
  }

  /**
   * The value in the key's environment variable, if it has one that is not blank.
   *
   * @throws UnreplacedPlaceholderException if a variable in it has no value
   */
  public Optional<Value> variable(CacheKey key) {
    Optional<Value> value = sharedVariable(key);
    if (value.isPresent()) {
      value.get().requireReplaced();
    }
    return value;
  }

  /**
   * The same of a variable that may be there for another purpose: a part of it may be a variable
   * without a value.
   *
   * @throws UnreplacedPlaceholderException if it is such a variable and nothing else
   * @throws InvalidSettingException if the key is no secret's, and one is in the value
   */
  public Optional<Value> sharedVariable(CacheKey key) {
    Optional<String> name = type.variable(key);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    String text = context.environment().apply(name.get());
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    Value value = new Value(key, text.strip(), name.get());
    Optional<String> secret = key.isSecret() ? Optional.empty() : Redacted.secretIn(text);
    if (secret.isPresent()) {
      throw value.invalid(
          "it has '" + secret.get() + "=' in it", "Write nothing there but the " + key + ".");
    }
    if (!key.isSecret() && Redacted.isSecretValue(key.toString(), text)) {
      throw value.invalid(
          "it looks like an account key, a signature or a token",
          "Write nothing there but the " + key + ".");
    }
    if (Placeholder.isAll(text)) {
      value.requireReplaced();
    }
    return Optional.of(value);
  }

  public ServerPasswords servers() {
    return context.servers();
  }

  public String text(CacheKey key, String otherwise) {
    Optional<Value> value = value(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    used(key, value.get().text(), value.get().where());
    return value.get().text();
  }

  /** Takes note of what counts for a key; of a secret, that there is one. */
  public void used(CacheKey key, String text, String place) {
    origins.add(new Origin(key.toString(), key.isSecret() ? "(hidden)" : text, place));
  }

  /**
   * Takes note of the credential that counts.
   *
   * @param kind of credential, without any of it
   */
  public void usedCredential(String kind, String place) {
    origins.add(new Origin("credential", kind, place));
  }

  /** What was taken note of, in that order. */
  public List<Origin> origins() {
    return origins;
  }

  /** Whether a failure of the cache is to be a warning: it is no reason to refuse it then. */
  public boolean ignoresErrors() {
    return value(CacheKey.IGNORE_ERROR)
        .flatMap(value -> GoBoolean.parse(value.text()))
        .orElse(false);
  }

  public InvalidSettingException invalid(String problem, String remedy) {
    return new InvalidSettingException(where, problem, remedy);
  }
}
