package io.github.azblobcache.prune;

import io.github.azblobcache.inventory.PartAge;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.NameGlob;
import io.github.azblobcache.oci.Digest;
import java.time.Instant;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which parts of a manifest are deleted: the policy with its limits of space already turned into
 * places in the order of age. So it can be asked about one manifest alone, also about a version
 * that was written after the plan was made.
 *
 * @param names as in the policy
 * @param usedBefore parts last used earlier are deleted
 * @param keep of each image keep the newest so many, and delete the others
 * @param tooMuch the newest part that is deleted for want of space; older ones are deleted too
 * @param floor the oldest part that is left alone because there is no more than the reserved space;
 *     those newer are left alone too
 */
record RetirementRule(
    List<NameGlob> names,
    Instant usedBefore,
    int keep,
    Optional<AgePosition> tooMuch,
    Optional<AgePosition> floor) {

  /** The rule without the limits of space. */
  static RetirementRule of(PrunePolicy policy, Instant now) {
    Instant usedBefore =
        policy.all() ? Instant.MAX : policy.unusedFor().map(now::minus).orElse(Instant.MIN);
    return new RetirementRule(
        policy.names(),
        usedBefore,
        policy.keep().orElse(Integer.MAX_VALUE),
        Optional.empty(),
        Optional.empty());
  }

  RetirementRule withSpace(Optional<AgePosition> newTooMuch, Optional<AgePosition> newFloor) {
    return new RetirementRule(names, usedBefore, keep, newTooMuch, newFloor);
  }

  boolean isAbout(ManifestName manifest) {
    return names.isEmpty() || names.stream().anyMatch(glob -> glob.matches(manifest.value()));
  }

  /**
   * The parts that are deleted.
   *
   * @param parts all parts of the manifest
   * @return indexes into the parts
   */
  BitSet retired(ManifestName manifest, List<PartAge> parts) {
    BitSet retired = new BitSet();
    if (!isAbout(manifest)) {
      return retired;
    }
    int[] ranks = ranks(parts);
    for (int i = 0; i < parts.size(); i++) {
      AgePosition position = AgePosition.of(manifest, parts.get(i));
      boolean goes =
          position.lastUsed().isBefore(usedBefore)
              || ranks[i] >= keep
              || tooMuch.filter(limit -> position.compareTo(limit) <= 0).isPresent();
      boolean isLeftAlone = floor.filter(limit -> position.compareTo(limit) >= 0).isPresent();
      retired.set(i, goes && !isLeftAlone);
    }
    return retired;
  }

  /**
   * How many builds of the same image are newer. Of one age, the first in the manifest is newer.
   */
  private static int[] ranks(List<PartAge> parts) {
    int[] ranks = new int[parts.size()];
    Map<Optional<Digest>, Integer> seen = new HashMap<>();
    IntStream.range(0, parts.size())
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> parts.get(i).lastUsed()).reversed())
        .forEach(i -> ranks[i] = seen.merge(parts.get(i).image(), 1, Integer::sum) - 1);
    return ranks;
  }
}
