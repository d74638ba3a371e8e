package io.github.azblobcache.prune;

import io.github.azblobcache.inventory.BlobTable;
import io.github.azblobcache.inventory.OutlinedPart;
import io.github.azblobcache.report.format.Ages;
import io.github.azblobcache.report.format.Bytes;
import io.github.azblobcache.report.format.Counts;
import io.github.azblobcache.report.format.JsonLine;
import io.github.azblobcache.report.format.ReportFormat;
import io.github.azblobcache.report.format.Times;
import io.github.azblobcache.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Prints plans, whether or not they are executed, in the columns of {@code docker buildx prune},
 * and their results.
 *
 * @param format for people or for programs
 * @param out takes one line after the other
 */
public record PruneOutput(ReportFormat format, Consumer<Printable> out) {

  private static final String ROW = "%-71s %-11s %-10s %s";

  /** Prints what is to be deleted: builds and manifests, then blobs, then the totals. */
  public void plan(PrunePlan plan) {
    plan.changes().forEach(this::change);
    if (isTable() && plan.victimCount() > 0) {
      out.accept(row("ID", "RECLAIMABLE", "SIZE", "LAST ACCESSED"));
    }
    plan.victims().stream().forEach(blob -> blob(plan, blob));
    total(plan);
  }

  private void change(ManifestChange change) {
    String name = change.manifest().name().value();
    for (OutlinedPart part : change.retiredBuilds()) {
      String image = change.manifest().imageOf(part);
      Instant lastUsed = part.age().lastUsed();
      out.accept(
          isTable()
              ? Printable.of(
                  "To delete: the build of "
                      + image
                      + " that was last exported at "
                      + Times.human(lastUsed)
                      + ", from manifest '"
                      + name
                      + "'")
              : JsonLine.of("build")
                  .with("Name", name)
                  .with("Image", image)
                  .with("LastUsedAt", lastUsed)
                  .line());
    }
    if (change.isDeleted()) {
      out.accept(
          isTable()
              ? Printable.of("To delete: manifest '" + name + "', because it names no other build")
              : JsonLine.of("manifest").with("Name", name).line());
    }
  }

  private void blob(PrunePlan plan, int blob) {
    BlobTable blobs = plan.inventory().blobs();
    String id = blobs.digest(blob).toString();
    Instant used = blobs.lastModified(blob);
    String age = Ages.human(Duration.between(used, plan.inventory().takenAt())) + " ago";
    String size = Bytes.human(blobs.sizeBytes(blob));
    out.accept(
        isTable()
            ? row(id, true, size, age)
            : JsonLine.of("layer")
                .with("ID", id)
                .with("Reclaimable", true)
                .with("Size", blobs.sizeBytes(blob))
                .with("LastUsedAt", used)
                .line());
  }

  private void total(PrunePlan plan) {
    if (isTable()) {
      out.accept(
          Printable.of(
              "Total: "
                  + Bytes.human(plan.victimBytes())
                  + " to delete, in "
                  + Counts.of(plan.victimCount(), "blob")));
      kept(plan);
      return;
    }
    out.accept(
        JsonLine.of("plan")
            .with("Builds", plan.retiredCount())
            .with("Blobs", plan.victimCount())
            .with("Size", plan.victimBytes())
            .with("KeptBlobs", plan.keptCount())
            .with("KeptSize", plan.keptBytes())
            .with("DanglingNames", plan.danglingCount())
            .with("UnreadManifests", plan.inventory().unread().size())
            .line());
  }

  private void kept(PrunePlan plan) {
    if (plan.keptCount() > 0) {
      out.accept(
          Printable.of(
              "Kept: "
                  + Bytes.human(plan.keptBytes())
                  + " in "
                  + Counts.of(plan.keptCount(), "blob")
                  + " that no kept build needs, because they are younger than the grace period of "
                  + asWritten(plan.grace())));
    }
  }

  // As in the setting: 24h, 1h30m
  private static String asWritten(Duration grace) {
    return grace.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  /** Prints the result of a plan. */
  public void report(PruneReport report) {
    out.accept(
        isTable()
            ? Printable.of(report.summary())
            : JsonLine.of("result")
                .with("Builds", report.retiredBuilds())
                .with("RewrittenManifests", report.rewrittenManifests())
                .with("DeletedManifests", report.deletedManifests())
                .with("Blobs", report.deletedBlobs())
                .with("Size", report.deletedBytes())
                .with("UsedAgain", report.usedAgain())
                .with("Failed", report.faultCount())
                .line());
  }

  private static Printable row(Object... cells) {
    return Printable.of(String.format(Locale.ROOT, ROW, cells));
  }

  private boolean isTable() {
    return format == ReportFormat.TABLE;
  }
}
