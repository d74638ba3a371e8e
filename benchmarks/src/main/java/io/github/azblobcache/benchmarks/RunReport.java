package io.github.azblobcache.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a build's {@code report.json} says, as far as claims need it.
 *
 * @param layers of all images
 * @param bytesDown fetched
 * @param bytesUp uploaded
 * @param criticalPathMillis how long the build waited for the cache
 */
record RunReport(List<Layer> layers, long bytesDown, long bytesUp, long criticalPathMillis) {

  private static final JsonFactory JSON = new JsonFactory();

  RunReport {
    layers = List.copyOf(layers);
  }

  /**
   * One layer.
   *
   * @param source {@code cache}, {@code local} or {@code built}
   * @param millis how long that took
   */
  record Layer(String name, String digest, String source, long sizeBytes, long millis) {}

  static RunReport read(Path file) throws IOException {
    List<Layer> layers = new ArrayList<>();
    long down = 0;
    long up = 0;
    long critical = 0;
    try (JsonParser json = JSON.createParser(file.toFile())) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token != JsonToken.FIELD_NAME) {
          continue;
        }
        switch (json.currentName()) {
          case "bytesDown" -> down += json.nextLongValue(0);
          case "bytesUp" -> up += json.nextLongValue(0);
          case "criticalPathMillis" -> critical += json.nextLongValue(0);
          case "layers" -> readLayers(json, layers);
          default -> {
            // Not needed.
          }
        }
      }
    }
    return new RunReport(layers, down, up, critical);
  }

  private static void readLayers(JsonParser json, List<Layer> layers) throws IOException {
    json.nextToken();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      String name = "";
      String digest = "";
      String source = "";
      long size = 0;
      long millis = 0;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        switch (json.currentName()) {
          case "name" -> name = json.nextTextValue();
          case "digest" -> digest = json.nextTextValue();
          case "source" -> source = json.nextTextValue();
          case "size" -> size = json.nextLongValue(0);
          case "milliseconds" -> millis = json.nextLongValue(0);
          default -> {
            json.nextToken();
            json.skipChildren();
          }
        }
      }
      layers.add(new Layer(name, digest, source, size, millis));
    }
  }

  /** What several modules report. */
  static RunReport sum(List<RunReport> reports) {
    return new RunReport(
        reports.stream().flatMap(it -> it.layers().stream()).toList(),
        reports.stream().mapToLong(RunReport::bytesDown).sum(),
        reports.stream().mapToLong(RunReport::bytesUp).sum(),
        reports.stream().mapToLong(RunReport::criticalPathMillis).sum());
  }

  /** Requires that what was fetched was fetched once, however many modules have it. */
  void requireFetchedOnce() {
    long distinct = distinctBytes("cache");
    NotAsClaimedException.require(
        bytesDown == distinct, distinct + " bytes are fetched", bytesDown + " bytes");
  }

  /** Requires that what was built was uploaded, once, and nothing else. */
  void requireExported() {
    long built = distinctBytes("built");
    NotAsClaimedException.require(
        bytesUp == built, built + " bytes are uploaded", bytesUp + " bytes");
  }

  private long distinctBytes(String source) {
    return layers.stream()
        .filter(it -> it.source().equals(source))
        .collect(Collectors.toMap(Layer::digest, Layer::sizeBytes, (one, same) -> one))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Requires that every layer came from there, and that there is one. */
  void requireAll(String source) {
    NotAsClaimedException.require(
        !layers.isEmpty() && layers.stream().allMatch(it -> it.source().equals(source)),
        "every layer is " + source,
        layers);
  }

  /** Requires that the layers with those names were built here and that all others were fetched. */
  void requireBuiltOnly(Set<String> names) {
    NotAsClaimedException.require(
        layers.stream()
            .allMatch(it -> it.source().equals(names.contains(it.name()) ? "built" : "cache")),
        "only " + names + " are built, all else is from the cache",
        layers);
  }
}
