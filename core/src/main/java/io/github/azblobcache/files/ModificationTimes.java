package io.github.azblobcache.files;

import java.time.Instant;

/**
 * Times of files and their texts. Neighbours mostly have the same, Jib's default, and a cold JVM
 * needs long to parse or to format one. An instance does one of both, on one thread.
 */
final class ModificationTimes {

  private Instant time = Instant.EPOCH;
  private String text = time.toString();

  /** The text of a time, as ISO-8601 has it. */
  String text(Instant time) {
    if (!time.equals(this.time)) {
      this.text = time.toString();
      this.time = time;
    }
    return text;
  }

  /**
   * The time that a text has.
   *
   * @throws java.time.DateTimeException if it is none
   */
  Instant time(String text) {
    if (!text.equals(this.text)) {
      this.time = Instant.parse(text);
      this.text = text;
    }
    return time;
  }
}
