package io.github.azblobcache.jib.faults;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which requests of one run a fault is about. */
final class Script {

  private final Fault fault;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private volatile boolean isInMidBuild;

  Script(Fault fault) {
    this.fault = fault;
  }

  boolean isAboutConnections() {
    return fault.where() == Fault.Where.CONNECTIONS;
  }

  /** Whether the fault is about a request. */
  boolean isAbout(Exchange exchange) {
    isInMidBuild |= exchange.isLayer();
    boolean isAbout =
        switch (fault.where()) {
          case CONNECTIONS, NOWHERE -> false;
          case EVERYTHING -> true;
          case MID_BUILD -> isInMidBuild;
          case LAYERS -> exchange.isLayer();
          case MANIFEST -> exchange.isManifest();
          case LISTINGS -> exchange.isListing();
          case WRITES -> exchange.isWrite();
          case READS -> !exchange.isWrite() && !exchange.isListing();
        };
    return isAbout
        && (fault.times() == Fault.Times.ALWAYS
            || seen.add(exchange.method() + exchange.path() + exchange.isListing()));
  }
}
