package io.github.azblobcache.manifest.json;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.github.azblobcache.manifest.CacheConfig;
import io.github.azblobcache.manifest.ManifestName;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Manifests as bytes: JSON in UTF-8, as BuildKit writes it, with one key more.
 *
 * <pre>
 * {"layers":[…],"records":[…],"azblobCache":{"formatVersion":1,"images":{"sha256:…":"com.acme:shop"}}}
 * </pre>
 *
 * <p>BuildKit ignores that key, and drops it when it writes (docs/behaviour.md, "unknown fields").
 * An {@code azblobCache} of another {@code formatVersion} is ignored here in the same way: layers
 * and records are BuildKit's format whatever the version, so they count as ever, and only the names
 * of the images are not known.
 *
 * <p>Reading is tolerant where a later BuildKit may add something (unknown fields, fields left out)
 * and strict where a wrong value could do harm: digests, indexes, sizes, times, a key twice in one
 * object. A layer has to have {@code annotations} with {@code mediaType} and {@code diffID}, as in
 * every manifest that BuildKit's azblob backend has written.
 */
public final class CacheConfigJson {

  /** A longer manifest is refused unread; a real one with 1,000 layers has 400 kB. */
  public static final int MAX_BYTES = 64 << 20;

  private CacheConfigJson() {}

  /**
   * Reads a manifest of any author.
   *
   * @param manifest its name, for the message
   * @throws ManifestFormatException if it is longer than {@link #MAX_BYTES}, is not JSON, or says
   *     what {@link CacheConfig} cannot hold
   */
  public static CacheConfig parse(ManifestName manifest, byte[] json)
      throws ManifestFormatException {
    if (json.length > MAX_BYTES) {
      throw new ManifestFormatException(
          manifest,
          "",
          "it has " + json.length + " bytes, and at most " + MAX_BYTES + " are read",
          true);
    }
    // Broken UTF-8 becomes U+FFFD, as in Go.
    InputStreamReader text =
        new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8);
    JsonCursor cursor = new JsonCursor(manifest, new JsonReader(text));
    try {
      CacheConfig config = new ConfigReader(cursor).config();
      cursor.requireEnd();
      if (!BuildsBound.isMetBy(config)) {
        throw cursor.refused(
            "its builds name more than " + BuildsBound.MOST_LAYERS + " layers in all");
      }
      return config;
    } catch (ManifestFormatException e) {
      throw e;
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      // Which exception the reader throws for what is no JSON depends on its version.
      throw cursor.notJson(e);
    } catch (IllegalArgumentException e) {
      throw cursor.fault(e);
    }
  }

  /** Writes a manifest; equal configs give equal bytes. */
  public static byte[] write(CacheConfig config) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OutputStreamWriter text = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
    try (JsonWriter json = new JsonWriter(new BufferedWriter(text))) {
      new ConfigWriter(json).write(config);
    } catch (IOException e) {
      throw new UncheckedIOException("A byte array took no more bytes", e);
    }
    return bytes.toByteArray();
  }
}
