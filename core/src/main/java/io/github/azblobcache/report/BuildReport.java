package io.github.azblobcache.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What became of the images of one module.
 *
 * @param images one for each Jib execution, in their order
 */
public record BuildReport(List<ImageReport> images) {

  /** Copies the list. */
  public BuildReport {
    images = List.copyOf(images);
  }

  /**
   * Writes {@code report.json} for programs, see docs/report.md, and {@code report.html} for people
   * into this folder, each whole or not at all; replaces older ones.
   */
  public void write(Path folder) throws IOException {
    ReportFile.write(folder.resolve("report.json"), JsonReport.of(images));
    ReportFile.write(folder.resolve("report.html"), HtmlReport.of(images));
  }
}
