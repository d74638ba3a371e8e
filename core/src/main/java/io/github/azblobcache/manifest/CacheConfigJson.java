package io.github.azblobcache.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Manifests as bytes: JSON in UTF-8, as BuildKit writes it, with one key more.
 *
 * <pre>
 * {"layers":[…],"records":[…],"azblobCache":{"formatVersion":1,"images":{"sha256:…":"com.acme:shop"}}}
 * </pre>
 *
 * <p>BuildKit ignores that key, and drops it when it writes. An {@code azblobCache} of another
 * {@code formatVersion} is ignored here in the same way: layers and records are BuildKit's format
 * whatever the version, so they count as ever, and only the names of the images are not known.
 *
 * <p>Reading is tolerant where a later BuildKit may add something (unknown fields, fields left out)
 * and strict where a wrong value could do harm: digests, indexes, sizes, times, a key twice in one
 * object. A layer has to have {@code annotations} with {@code mediaType} and {@code diffID}, as in
 * every manifest that BuildKit's azblob backend has written.
 */
public final class CacheConfigJson {

  /** A longer manifest is refused unread; a real one with 1,000 layers has 400 kB. */
  public static final int MAX_BYTES = 64 << 20;

  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING_LENGTH = 1 << 16;

  private static final JsonFactory JSON = factory();

  private CacheConfigJson() {}

  private static JsonFactory factory() {
    JsonFactoryBuilder builder =
        new JsonFactoryBuilder()
            // Go takes the last one, others the first: two readers would see two manifests.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // The names are anybody's: none of them into the JVM's table of interned strings.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES);
    try {
      Limits.set(builder);
    } catch (LinkageError e) {
      // The Jib extension alone shares the class path of a Jib before 3.3, whose Jackson is older
      // than 2.15 and has no limits. Then MAX_BYTES has to do.
    }
    return builder.build();
  }

  /** Apart, so that the rest can be loaded without what it names. */
  private static final class Limits {
    static void set(JsonFactoryBuilder builder) {
      builder.streamReadConstraints(
          StreamReadConstraints.builder()
              .maxNestingDepth(MAX_DEPTH)
              .maxStringLength(MAX_STRING_LENGTH)
              .build());
    }
  }

  /**
   * Reads a manifest, whoever wrote it.
   *
   * @param manifest its name, for the message
   * @throws ManifestFormatException if it is longer than {@link #MAX_BYTES}, is not JSON, or says
   *     what {@link CacheConfig} cannot hold
   */
  public static CacheConfig parse(ManifestName manifest, byte[] json)
      throws ManifestFormatException {
    if (json.length > MAX_BYTES) {
      throw new ManifestFormatException(
          manifest, "", "it has " + json.length + " bytes, and at most " + MAX_BYTES + " are read");
    }
    try (JsonParser parser = JSON.createParser(json)) {
      return parse(new JsonCursor(manifest, parser));
    } catch (ManifestFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new ManifestFormatException(manifest, "", "it cannot be read as JSON", e);
    }
  }

  private static CacheConfig parse(JsonCursor cursor) throws ManifestFormatException {
    try {
      cursor.begin();
      CacheConfig config = new ConfigReader(cursor).config();
      cursor.requireEnd();
      return config;
    } catch (ManifestFormatException e) {
      throw e;
    } catch (IOException e) {
      throw cursor.notJson(e);
    }
  }

  /** Writes a manifest; equal configs give equal bytes. */
  public static byte[] write(CacheConfig config) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator = JSON.createGenerator(bytes)) {
      new ConfigWriter(generator).write(config);
    } catch (IOException e) {
      throw new UncheckedIOException("A byte array took no more bytes", e);
    }
    return bytes.toByteArray();
  }
}
