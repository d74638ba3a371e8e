package io.github.azblobcache.jib.faults;

import java.io.IOException;
import java.net.URI;
import java.util.function.UnaryOperator;

/**
 * Something that goes wrong.
 *
 * @param name what, as the page says it
 * @param where which requests it is about
 * @param times how often
 * @param effect what happens to them
 * @param damage what is done to the cache beforehand
 * @param address where the service is believed to be
 */
record Fault(
    String name,
    Where where,
    Times times,
    Effect effect,
    Damage damage,
    UnaryOperator<URI> address) {

  /** Which requests. */
  enum Where {
    NOWHERE,
    CONNECTIONS,
    EVERYTHING,
    /** All from the first request for a layer on. */
    MID_BUILD,
    LAYERS,
    MANIFEST,
    LISTINGS,
    WRITES,
    READS
  }

  /** How often. */
  enum Times {
    /** The first request for each thing; the next one succeeds. */
    ONCE,
    ALWAYS
  }

  /** What is done to the cache beforehand. */
  interface Damage {

    Damage NONE = (cache, image) -> {};

    /**
     * @param cache without the fault
     * @param image what the trial will build
     */
    void make(TrialCache cache, Image image) throws IOException;
  }

  /** A fault of the service. */
  static Fault of(String name, Where where, Times times, Effect effect) {
    return new Fault(name, where, times, effect, Damage.NONE, url -> url);
  }

  /** A fault of what the cache holds. */
  static Fault ofContent(String name, Damage damage) {
    return new Fault(name, Where.NOWHERE, Times.ALWAYS, Effect.NONE, damage, url -> url);
  }

  /** The same, at another address. */
  Fault at(UnaryOperator<URI> other) {
    return new Fault(name, where, times, effect, damage, other);
  }
}
