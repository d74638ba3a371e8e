package io.github.azblobcache.check;

import io.github.azblobcache.report.format.JsonLine;
import io.github.azblobcache.report.format.ReportFormat;
import io.github.azblobcache.settings.syntax.Origin;
import io.github.azblobcache.text.Printable;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Prints diagnoses.
 *
 * @param format for people or for programs
 * @param out takes one line after the other
 */
public record CheckOutput(ReportFormat format, Consumer<Printable> out) {

  private static final String SETTING = "%-17s %s  (%s)";
  private static final String STEP = "%-11s %-8s %s";

  /** Prints all of one. */
  public void print(Diagnosis diagnosis) {
    String cache = diagnosis.cache().location().toString();
    if (format == ReportFormat.JSON) {
      diagnosis.cache().origins().forEach(origin -> out.accept(json(cache, origin)));
      diagnosis.steps().forEach(step -> out.accept(json(cache, step)));
      out.accept(json(cache, diagnosis));
      return;
    }
    for (Origin origin : diagnosis.cache().origins()) {
      row(SETTING, origin.part(), origin.value(), origin.place());
    }
    for (CheckStep step : diagnosis.steps()) {
      row(STEP, step.name(), mark(step.outcome()), step.detail());
      if (!step.advice().isEmpty()) {
        row(STEP, "", "", step.advice());
      }
    }
  }

  // What is wrong is to be seen among what is not
  private static String mark(Outcome outcome) {
    return outcome == Outcome.FAILED ? outcome.name() : name(outcome);
  }

  private static String name(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private void row(String form, Object... cells) {
    out.accept(Printable.of(String.format(Locale.ROOT, form, cells).stripTrailing()));
  }

  private static Printable json(String cache, Origin origin) {
    return JsonLine.of("setting")
        .with("Cache", cache)
        .with("Name", origin.part())
        .with("Value", origin.value())
        .with("From", origin.place())
        .line();
  }

  private static Printable json(String cache, CheckStep step) {
    return JsonLine.of("step")
        .with("Cache", cache)
        .with("Name", step.name())
        .with("Outcome", name(step.outcome()))
        .with("Detail", step.detail())
        .with("Advice", step.advice())
        .line();
  }

  private static Printable json(String cache, Diagnosis diagnosis) {
    return JsonLine.of("result")
        .with("Cache", cache)
        .with("Import", diagnosis.cache().isImported())
        .with("Export", diagnosis.cache().isExported())
        .with("Failed", diagnosis.failures().size())
        .line();
  }
}
