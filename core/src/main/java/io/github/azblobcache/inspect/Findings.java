package io.github.azblobcache.inspect;

import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers what {@link Verifier} finds. For use by any thread. */
final class Findings {

  /** A look at something. */
  interface Look {
    void run() throws IOException;
  }

  private final List<Finding> findings = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private long readBlobs;
  private long readBytes;

  synchronized void add(Finding finding) {
    findings.add(finding);
  }

  synchronized void fault(IOException fault) {
    faults.add(fault.getMessage());
  }

  synchronized void read(long sizeBytes) {
    readBlobs++;
    readBytes += sizeBytes;
  }

  /** Does something, and puts it down as a fault if the store fails. */
  void attempt(Look look) throws StoreInterruptedException {
    try {
      look.run();
    } catch (StoreInterruptedException e) {
      throw e;
    } catch (IOException e) {
      fault(e);
    }
  }

  synchronized VerifyReport report(long namedBlobs) {
    findings.sort(Comparator.comparing(Finding::subject).thenComparing(Finding::message));
    return new VerifyReport(findings, namedBlobs, readBlobs, readBytes, faults);
  }
}
