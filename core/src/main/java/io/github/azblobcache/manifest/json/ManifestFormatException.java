package io.github.azblobcache.manifest.json;

import io.github.azblobcache.manifest.ManifestName;
import java.io.IOException;

/**
 * A manifest is no cache config: not JSON, cut off, or a field that cannot be.
 *
 * <p>The message names the manifest and the place, and quotes at most a little of the text there.
 */
public final class ManifestFormatException extends IOException {

  private static final long serialVersionUID = 1;

  private static final int MAX_QUOTED = 200;

  private final boolean isReadByBuildKit;

  /**
   * @param jsonPointer where, for instance {@code /layers/0/blob}; empty for the whole document
   * @param problem what is wrong there, one clause
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901, JSON Pointer</a>
   */
  ManifestFormatException(
      ManifestName manifest, String jsonPointer, String problem, Throwable cause) {
    super(message(manifest, jsonPointer, problem), cause);
    this.isReadByBuildKit = false;
  }

  ManifestFormatException(ManifestName manifest, String jsonPointer, String problem) {
    this(manifest, jsonPointer, problem, false);
  }

  /**
   * @param isReadByBuildKit whether BuildKit takes a manifest that has this problem
   */
  ManifestFormatException(
      ManifestName manifest, String jsonPointer, String problem, boolean isReadByBuildKit) {
    super(message(manifest, jsonPointer, problem));
    this.isReadByBuildKit = isReadByBuildKit;
  }

  /**
   * Whether the manifest is still of use to BuildKit, because it only has more than is read here,
   * or what BuildKit ignores. Then nothing must replace it.
   */
  public boolean isReadByBuildKit() {
    return isReadByBuildKit;
  }

  private static String message(ManifestName manifest, String jsonPointer, String problem) {
    return "Cache manifest '"
        + manifest
        + "' is not one that azblob-cache or BuildKit writes: "
        + bounded(problem)
        + (jsonPointer.isEmpty() ? "" : " (at " + bounded(jsonPointer) + ")");
  }

  // The author of the manifest chose the length. Outputs make it printable.
  private static String bounded(String text) {
    return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
  }
}
