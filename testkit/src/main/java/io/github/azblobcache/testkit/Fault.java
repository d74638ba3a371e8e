package io.github.azblobcache.testkit;

/** What is wrong with the network, until another fault, or none, replaces this one. */
final class Fault {

  /** What happens to bytes that the fault does not let through. */
  enum Kind {
    /** They wait. */
    STALL,
    /** Their connection is reset. */
    CUT
  }

  private final Kind kind;
  private final boolean refusesConnections;
  private long remainingBytes;

  private Fault(Kind kind, boolean refusesConnections, long remainingBytes) {
    this.kind = kind;
    this.refusesConnections = refusesConnections;
    this.remainingBytes = remainingBytes;
  }

  static Fault none() {
    return new Fault(Kind.STALL, false, Long.MAX_VALUE);
  }

  static Fault stallAfter(long bytes) {
    return new Fault(Kind.STALL, false, bytes);
  }

  static Fault cutAfter(long bytes) {
    return new Fault(Kind.CUT, false, bytes);
  }

  static Fault refuse() {
    return new Fault(Kind.CUT, true, 0);
  }

  Kind kind() {
    return kind;
  }

  boolean refusesConnections() {
    return refusesConnections;
  }

  /** Takes up to this many bytes out of what still passes. */
  synchronized int admit(int bytes) {
    int admitted = (int) Math.min(bytes, remainingBytes);
    if (remainingBytes != Long.MAX_VALUE) {
      remainingBytes -= admitted;
    }
    return admitted;
  }
}
