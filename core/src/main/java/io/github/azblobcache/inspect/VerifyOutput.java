package io.github.azblobcache.inspect;

import io.github.azblobcache.report.format.JsonLine;
import io.github.azblobcache.report.format.ReportFormat;
import io.github.azblobcache.text.Printable;
import java.util.List;
import java.util.function.Consumer;

/**
 * Prints what {@link Verifier} found, damage first.
 *
 * @param format for people or for programs
 * @param out takes one line after the other
 */
public record VerifyOutput(ReportFormat format, Consumer<Printable> out) {

  /** Prints all of it. */
  public void print(VerifyReport report) {
    print("Damage: ", report.damage());
    print("Hint: ", report.hints());
    report
        .faults()
        .forEach(fault -> out.accept(isTable() ? Printable.of("Failed: " + fault) : json(fault)));
    out.accept(isTable() ? Printable.of(report.summary()) : json(report));
  }

  private void print(String label, List<Finding> findings) {
    for (Finding finding : findings) {
      out.accept(
          isTable()
              ? Printable.of(label + finding.message() + (finding.isRepaired() ? " Deleted." : ""))
              : json(finding));
    }
  }

  private static Printable json(Finding finding) {
    return JsonLine.of("finding")
        .with("Kind", finding.kind().name().toLowerCase(java.util.Locale.ROOT))
        .with("Damage", finding.kind().isDamage())
        .with("Subject", finding.subject())
        .with("Message", finding.message())
        .with("Repaired", finding.isRepaired())
        .line();
  }

  private static Printable json(String fault) {
    return JsonLine.of("fault").with("Message", fault).line();
  }

  private static Printable json(VerifyReport report) {
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
