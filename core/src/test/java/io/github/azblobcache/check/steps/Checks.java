package io.github.azblobcache.check.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.check.CheckOutput;
import io.github.azblobcache.check.CheckStep;
import io.github.azblobcache.check.CheckedCache;
import io.github.azblobcache.check.Diagnosis;
import io.github.azblobcache.check.Outcome;
import io.github.azblobcache.report.format.ReportFormat;
import io.github.azblobcache.settings.CacheSettings;
import io.github.azblobcache.settings.syntax.ServerPasswords;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.values.SettingSource;
import io.github.azblobcache.store.types.BuiltInStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks caches as environment variables describe them. */
final class Checks {

  private final Diagnosis diagnosis;

  private Checks(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
  }

  static Checks importing(String cache) throws IOException {
    return of(Map.of("AZBLOB_CACHE_FROM", cache));
  }

  static Checks exporting(String cache) throws IOException {
    return of(Map.of("AZBLOB_CACHE_TO", cache));
  }

  static Checks of(Map<String, String> environment) throws IOException {
    return of(environment, Duration.ofMinutes(2));
  }

  /** Checks the only cache that is configured. */
  static Checks of(Map<String, String> environment, Duration limit) throws IOException {
    Path staging = Files.createTempDirectory("staging");
    try {
      return of(environment, staging, limit);
    } finally {
      Files.delete(staging);
    }
  }

  /** The same on a machine that keeps layers on their way in this folder. */
  static Checks of(Map<String, String> environment, Path staging, Duration limit)
      throws IOException {
    SettingContext context =
        new SettingContext(
            environment::get,
            Path.of("").toAbsolutePath(),
            ServerPasswords.NONE,
            warning -> {},
            BuiltInStores.TYPES);
    List<Diagnosis> found = new ArrayList<>();
    CacheCheck.run(
        CheckedCache.of(
            CacheSettings.explain(List.of(SettingSource.environment(environment::get)), context)),
        BuiltInStores.TYPES,
        staging,
        limit,
        found::add);
    assertEquals(1, found.size());
    return new Checks(found.get(0));
  }

  Diagnosis diagnosis() {
    return diagnosis;
  }

  CheckStep step(String name) {
    return diagnosis.steps().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + ": " + this));
  }

  Checks is(String name, Outcome outcome, String detail) {
    CheckStep step = step(name);
    assertEquals(outcome, step.outcome(), this::toString);
    assertTrue(step.detail().contains(detail), this::toString);
    return this;
  }

  Checks advises(String name, String advice) {
    assertTrue(step(name).advice().contains(advice), this::toString);
    return this;
  }

  Checks fails(String... names) {
    assertEquals(
        List.of(names),
        diagnosis.failures().stream().map(CheckStep::name).toList(),
        this::toString);
    return this;
  }

  /** What is printed. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    new CheckOutput(ReportFormat.TABLE, line -> text.append(line).append('\n')).print(diagnosis);
    new CheckOutput(ReportFormat.JSON, line -> text.append(line).append('\n')).print(diagnosis);
    return text.toString();
  }
}
