package io.github.azblobcache.report.format;

/** How a goal reports. */
public enum ReportFormat {
  /** A table for people. */
  TABLE,
  /** A JSON object on each line, for programs. */
  JSON
}
