package io.github.azblobcache.transfer.export;

/**
 * What an export moved.
 *
 * @param uploadedLayers how many layers were written to a store that did not have them; a layer
 *     that is written to two stores counts twice
 * @param uploadedBytes their bytes
 * @param failedCaches how many caches were left behind with a warning, as {@code ignore-error=true}
 *     says
 */
public record ExportReport(int uploadedLayers, long uploadedBytes, int failedCaches) {

  /** Nothing was moved. */
  public static final ExportReport NOTHING = new ExportReport(0, 0, 0);

  /** Both together. */
  public ExportReport plus(ExportReport other) {
    return new ExportReport(
        uploadedLayers + other.uploadedLayers,
        uploadedBytes + other.uploadedBytes,
        failedCaches + other.failedCaches);
  }
}
