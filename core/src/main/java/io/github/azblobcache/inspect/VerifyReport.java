package io.github.azblobcache.inspect;

import io.github.azblobcache.report.format.Bytes;
import java.util.List;
import java.util.Locale;

/**
 * What was found.
 *
 * @param findings damage and hints, by subject
 * @param namedBlobs how many blobs manifests name
 * @param readBlobs how many of them were read
 * @param readBytes their bytes
 * @param faults what could not be looked at because the store failed, one message each
 */
public record VerifyReport(
    List<Finding> findings, long namedBlobs, long readBlobs, long readBytes, List<String> faults) {

  /** Copies the lists. */
  public VerifyReport {
    findings = List.copyOf(findings);
    faults = List.copyOf(faults);
  }

  /** What a build can miss a layer for. */
  public List<Finding> damage() {
    return findings.stream().filter(finding -> finding.kind().isDamage()).toList();
  }

  /** What is not as it should be, and does no harm. */
  public List<Finding> hints() {
    return findings.stream().filter(finding -> !finding.kind().isDamage()).toList();
  }

  /** One line for people, with every counter in it, zero included. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%d of %d named blobs read (%s): %d damaged, %d repaired, %d hints, %d failed",
        readBlobs,
        namedBlobs,
        Bytes.human(readBytes),
        damage().size(),
        findings.stream().filter(Finding::isRepaired).count(),
        hints().size(),
        faults.size());
  }
}
