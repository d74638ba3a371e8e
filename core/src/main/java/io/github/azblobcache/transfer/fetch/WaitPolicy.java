package io.github.azblobcache.transfer.fetch;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How long a build waits for its cache: never much longer than it takes to do without.
 *
 * @param firstAnswer how long a store may take to answer with its manifests, from the moment when
 *     they were first asked for. A build that comes to need them when half of it is over waits for
 *     a part of the rest alone: a store that has been silent for so long is not likely to speak
 *     soon
 */
public record WaitPolicy(Duration firstAnswer) {

  /** Enough for several requests; a store that is dead costs a build less than this. */
  public static final WaitPolicy DEFAULT = new WaitPolicy(Duration.ofSeconds(2));

  /** What a login takes: on a cold JVM the Azure SDK needs most of it. */
  private static final Duration LOGIN = Duration.ofSeconds(2);

  /** For a build time that is longer than any fetch. */
  public static final Duration NO_ALTERNATIVE = Duration.ofDays(365);

  /** What a build that needs the answer now waits at least, however long ago it was asked for. */
  private static final Duration AT_LEAST = Duration.ofMillis(250);

  /**
   * The part of the time for the first answer that is waited at the most once half of it is over.
   */
  private static final double LATE_PART = 0.3;

  /**
   * Until so long after the first bytes a speed means nothing, because connections start slowly.
   * Also what the rest of a small layer may take, although Jib would build it sooner: the
   * difference is not worth a miss.
   */
  private static final Duration WARM_UP = Duration.ofMillis(300);

  /**
   * How much of a tar one core gzips in a second in a Maven build, about: see the difference
   * between warm and cold builds in docs/performance.md.
   */
  private static final long GZIP_BYTES_PER_SECOND = 30_000_000;

  /** What a registry far away gives to one of several connections, about. */
  private static final long REGISTRY_BYTES_PER_SECOND = 10_000_000;

  /** How long a registry takes to log in and to send to where the blob is, about. */
  private static final Duration REGISTRY_ANSWER = Duration.ofSeconds(1);

  /**
   * How long Jib takes to build a layer, about.
   *
   * @param tarBytes the layer's size before compression
   */
  public static Duration buildTime(long tarBytes) {
    return Duration.ofNanos((long) (tarBytes * 1e9 / GZIP_BYTES_PER_SECOND));
  }

  /**
   * How long Jib takes to pull a blob from a registry, about.
   *
   * @param blobBytes the blob's size as stored
   */
  public static Duration pullTime(long blobBytes) {
    return REGISTRY_ANSWER.plusNanos((long) (blobBytes * 1e9 / REGISTRY_BYTES_PER_SECOND));
  }

  /**
   * From which size on a layer comes sooner than Jib builds it, if that does not shrink it; empty
   * if Jib is faster at every size.
   *
   * @param answer how long the store takes to answer
   * @param bytesPerSecond how fast its bytes come, at least 1
   */
  public static OptionalLong paysFrom(Duration answer, long bytesPerSecond) {
    double gainedNanosPerByte = 1e9 / GZIP_BYTES_PER_SECOND - 1e9 / bytesPerSecond;
    return gainedNanosPerByte <= 0
        ? OptionalLong.empty()
        : OptionalLong.of((long) Math.ceil(answer.toNanos() / gainedNanosPerByte));
  }

  /** The patience with a store that needs a login first. */
  WaitPolicy withLogin() {
    return new WaitPolicy(firstAnswer.plus(LOGIN));
  }

  /**
   * How much longer to wait for the manifests.
   *
   * @param sinceAsked since they were asked for
   */
  Duration forManifests(Duration sinceAsked) {
    Duration rest = firstAnswer.minus(sinceAsked);
    if (sinceAsked.compareTo(firstAnswer.dividedBy(2)) >= 0) {
      Duration late = Duration.ofNanos((long) (firstAnswer.toNanos() * LATE_PART));
      rest = rest.compareTo(late) < 0 ? rest : late;
    }
    return rest.compareTo(AT_LEAST) < 0 ? AT_LEAST : rest;
  }

  /**
   * Whether to wait on for a layer: at the speed so far, the rest comes sooner than Jib would have
   * built the layer.
   *
   * <p>The speed is that since the first bytes. What comes before them is logging in, connecting
   * and, on a busy machine, waiting for a processor. It says nothing about the rest.
   *
   * <p>The load of the machine is not measured. It slows the fetch and Jib, and only the fetch is
   * seen to be slow, so that on a busy machine a fetch that is hardly sooner than Jib is given up.
   * That costs the difference alone. The load average would not mend it: it looks back a minute, a
   * container sees that of its host, and where it is too high a build would wait for a slow network
   * several times as long as for Jib.
   *
   * @param sinceBegun since the fetch began
   * @param sinceFirstBytes since the first bytes came; zero if none has
   * @param receivedBytes so far
   * @param totalBytes of the whole layer, compressed
   * @param buildTime how long Jib would take
   */
  boolean isWorthWaiting(
      Duration sinceBegun,
      Duration sinceFirstBytes,
      long receivedBytes,
      long totalBytes,
      Duration buildTime) {
    if (sinceBegun.compareTo(WARM_UP) < 0) {
      return true;
    }
    if (receivedBytes == 0) {
      return sinceBegun.compareTo(firstAnswer) < 0;
    }
    if (sinceFirstBytes.compareTo(WARM_UP) < 0) {
      return true;
    }
    double restNanos =
        (double) (totalBytes - receivedBytes) * sinceFirstBytes.toNanos() / receivedBytes;
    return restNanos <= Math.max(nanos(buildTime), nanos(WARM_UP));
  }

  // Also of a time that is too long for Duration.toNanos
  private static double nanos(Duration time) {
    return time.getSeconds() * 1e9 + time.getNano();
  }
}
