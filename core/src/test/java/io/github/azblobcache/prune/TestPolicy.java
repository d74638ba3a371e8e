package io.github.azblobcache.prune;

import io.github.azblobcache.manifest.NameGlob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A policy that is put together part by part.
 *
 * @param policy as it is so far
 */
public record TestPolicy(PrunePolicy policy) {

  /** Deletes only blobs that no manifest names. */
  public static final TestPolicy UNNAMED_ONLY =
      new TestPolicy(
          new PrunePolicy(
              Optional.empty(),
              OptionalInt.empty(),
              OptionalLong.empty(),
              OptionalLong.empty(),
              false,
              List.of(),
              PrunePolicy.SAFE_GRACE));

  public TestPolicy unusedFor(Duration time) {
    return with(Optional.of(time), policy.keep(), policy.maxUsedBytes(), policy.reservedBytes());
  }

  public TestPolicy keep(int builds) {
    return with(
        policy.unusedFor(), OptionalInt.of(builds), policy.maxUsedBytes(), policy.reservedBytes());
  }

  public TestPolicy maxUsedBytes(long bytes) {
    return with(policy.unusedFor(), policy.keep(), OptionalLong.of(bytes), policy.reservedBytes());
  }

  public TestPolicy reservedBytes(long bytes) {
    return with(policy.unusedFor(), policy.keep(), policy.maxUsedBytes(), OptionalLong.of(bytes));
  }

  private TestPolicy with(
      Optional<Duration> unusedFor, OptionalInt keep, OptionalLong most, OptionalLong reserved) {
    return new TestPolicy(
        new PrunePolicy(
            unusedFor, keep, most, reserved, policy.all(), policy.names(), policy.grace()));
  }

  public TestPolicy all() {
    return with(true, policy.names(), policy.grace());
  }

  public TestPolicy names(String... globs) {
    return with(policy.all(), List.of(globs).stream().map(NameGlob::new).toList(), policy.grace());
  }

  public TestPolicy grace(Duration time) {
    return with(policy.all(), policy.names(), time);
  }

  private TestPolicy with(boolean all, List<NameGlob> names, Duration grace) {
    return new TestPolicy(
        new PrunePolicy(
            policy.unusedFor(),
            policy.keep(),
            policy.maxUsedBytes(),
            policy.reservedBytes(),
            all,
            names,
            grace));
  }
}
