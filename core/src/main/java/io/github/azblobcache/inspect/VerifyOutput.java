package io.github.azblobcache.inspect;

import io.github.azblobcache.report.JsonLine;
import io.github.azblobcache.report.ReportFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * Prints what {@link Verifier} found, damage first.
 *
 * @param format for people or for programs
 * @param out takes one line after the other
 */
public record VerifyOutput(ReportFormat format, Consumer<String> out) {

  /** Prints all of it. */
  public void print(VerifyReport report) {
    print("Damage: ", report.damage());
    print("Hint: ", report.hints());
    report.faults().forEach(fault -> out.accept(isTable() ? "Failed: " + fault : json(fault)));
    out.accept(isTable() ? report.summary() : json(report));
  }

  private void print(String label, List<Finding> findings) {
    for (Finding finding : findings) {
      out.accept(
          isTable()
              ? label + finding.message() + (finding.isRepaired() ? " Deleted." : "")
              : json(finding));
    }
  }

  private static String json(Finding finding) {
    return JsonLine.of("finding")
        .with("Kind", finding.kind().name().toLowerCase(java.util.Locale.ROOT))
        .with("Damage", finding.kind().isDamage())
        .with("Subject", finding.subject())
        .with("Message", finding.message())
        .with("Repaired", finding.isRepaired())
        .line();
  }

  private static String json(String fault) {
    return JsonLine.of("fault").with("Message", fault).line();
  }

  private static String json(VerifyReport report) {
    return JsonLine.of("result")
        .with("NamedBlobs", report.namedBlobs())
        .with("ReadBlobs", report.readBlobs())
        .with("ReadBytes", report.readBytes())
        .with("Damage", report.damage().size())
        .with("Hints", report.hints().size())
        .with("Failed", report.faults().size())
        .line();
  }

  private boolean isTable() {
    return format == ReportFormat.TABLE;
  }
}
