package io.github.azblobcache.it.matrix;

import io.github.azblobcache.it.Reports;
import io.github.azblobcache.testkit.MavenRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A build that has left an image and a report.
 *
 * @param checkout where it has left them
 */
record Build(Path checkout, MavenRun run) {

  /** Whether every layer came from this source. */
  boolean from(String source) throws IOException {
    String report = Files.readString(checkout.resolve("target/azblob-cache/report.json"));
    List<String> sources = Reports.sources(report);
    return !sources.isEmpty() && Reports.layersFrom(source, report).size() == sources.size();
  }

  /** How many layers of the base image were fetched. */
  long fetchedBaseLayers() throws IOException {
    String report = Files.readString(checkout.resolve("target/azblob-cache/report.json"));
    return Reports.layersFrom("cache", report).stream().filter("base image"::equals).count();
  }

  /** The digest of the image. */
  String digest() throws IOException {
    return Files.readString(checkout.resolve("target/jib-image.digest"));
  }
}
