package io.github.azblobcache.inspect;

import io.github.azblobcache.report.format.Ages;
import io.github.azblobcache.report.format.Bytes;
import io.github.azblobcache.report.format.JsonLine;
import io.github.azblobcache.report.format.ReportFormat;
import io.github.azblobcache.text.Printable;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Prints a disk usage in the columns of {@code docker buildx du}, and three more. A star behind a
 * size marks a shared blob.
 *
 * @param format for people or for programs
 * @param out takes one line after the other
 */
public record UsageOutput(ReportFormat format, Consumer<Printable> out) {

  private static final String ROW = "%-71s %-11s %-10s %-22s %-9s %-20s %s";

  /** Prints all of it. */
  public void print(DiskUsage usage) {
    if (format == ReportFormat.JSON) {
      usage.rows().map(UsageOutput::json).forEach(out);
      out.accept(total(usage));
      return;
    }
    out.accept(row("ID", "RECLAIMABLE", "SIZE", "LAST ACCESSED", "KIND", "NAMES", "IMAGES"));
    usage.rows().map(row -> table(row, usage)).forEach(out);
    if (usage.sharedBytes() > 0) {
      footer("Shared:", usage.sharedBytes());
      footer("Private:", usage.privateBytes());
    }
    if (usage.fileListsBytes() > 0) {
      footer("File lists:", usage.fileListsBytes());
    }
    footer("Reclaimable:", usage.reclaimableBytes());
    footer("Total:", usage.totalBytes());
  }

  private static Printable table(UsageRow row, DiskUsage usage) {
    return row(
        row.id(),
        row.isReclaimable(),
        Bytes.human(row.sizeBytes()) + (row.isShared() ? "*" : ""),
        Ages.human(Duration.between(row.lastUsed(), usage.takenAt())) + " ago",
        row.kind(),
        String.join(",", row.names()),
        String.join(",", row.images()));
  }

  private static Printable row(Object... cells) {
    return Printable.of(String.format(Locale.ROOT, ROW, cells).stripTrailing());
  }

  private void footer(String label, long bytes) {
    out.accept(Printable.of(String.format(Locale.ROOT, "%-13s%s", label, Bytes.human(bytes))));
  }

  private static Printable json(UsageRow row) {
    return JsonLine.of("layer")
        .with("ID", row.id().toString())
        .with("Reclaimable", row.isReclaimable())
        .with("Shared", row.isShared())
        .with("Size", row.sizeBytes())
        .with("LastUsedAt", row.lastUsed())
        .with("Kind", row.kind())
        .with("Names", row.names())
        .with("Images", row.images())
        .line();
  }

  private static Printable total(DiskUsage usage) {
    return JsonLine.of("total")
        .with("Shared", usage.sharedBytes())
        .with("Private", usage.privateBytes())
        .with("FileLists", usage.fileListsBytes())
        .with("Reclaimable", usage.reclaimableBytes())
        .with("Total", usage.totalBytes())
        .line();
  }
}
