package io.github.azblobcache.prune;

import io.github.azblobcache.inventory.BlobTable;
import io.github.azblobcache.inventory.Inventory;
import io.github.azblobcache.inventory.ManifestOutline;
import io.github.azblobcache.inventory.OutlinedPart;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Goes through all parts, the oldest first, and finds from where on the policy's limits of space
 * say that they go, or stay.
 *
 * <p>What counts is what manifests name. Blobs that nothing names any more go by themselves when
 * they are old enough, so no build has to make room for them.
 */
final class SpaceLimit {

  private record Candidate(AgePosition position, OutlinedPart part, boolean goes) {}

  private final BlobTable blobs;
  private final int[] names;
  private final OptionalLong target;
  private final OptionalLong reserved;
  private long namedBytes;
  private Optional<AgePosition> tooMuch = Optional.empty();
  private Optional<AgePosition> floor = Optional.empty();

  private SpaceLimit(Inventory inventory, PrunePolicy policy) {
    this.blobs = inventory.blobs();
    this.names = new int[blobs.size()];
    this.target = policy.targetBytes();
    this.reserved = policy.reservedBytes();
    inventory.manifests().forEach(this::count);
  }

  /** The rule with the policy's limits of space added. */
  static RetirementRule applied(RetirementRule rule, Inventory inventory, PrunePolicy policy) {
    if (policy.targetBytes().isEmpty() && policy.reservedBytes().isEmpty()) {
      return rule;
    }
    SpaceLimit limit = new SpaceLimit(inventory, policy);
    candidates(rule, inventory).forEach(limit::consider);
    return rule.withSpace(limit.tooMuch, limit.floor);
  }

  private static List<Candidate> candidates(RetirementRule rule, Inventory inventory) {
    List<Candidate> candidates = new ArrayList<>();
    for (ManifestOutline manifest : inventory.manifests()) {
      if (rule.isAbout(manifest.name())) {
        BitSet retired = rule.retired(manifest.name(), manifest.ages());
        for (int i = 0; i < manifest.parts().size(); i++) {
          OutlinedPart part = manifest.parts().get(i);
          candidates.add(
              new Candidate(AgePosition.of(manifest.name(), part.age()), part, retired.get(i)));
        }
      }
    }
    candidates.sort(Comparator.comparing(Candidate::position));
    return candidates;
  }

  private void consider(Candidate candidate) {
    if (floor.isPresent()) {
      return;
    }
    if (reserved.isPresent() && namedBytes <= reserved.getAsLong()) {
      floor = Optional.of(candidate.position());
      return;
    }
    boolean isTooMuch = target.isPresent() && namedBytes > target.getAsLong();
    if (isTooMuch) {
      tooMuch = Optional.of(candidate.position());
    }
    if (isTooMuch || candidate.goes()) {
      remove(candidate.part());
    }
  }

  private void count(ManifestOutline manifest) {
    manifest.parts().forEach(this::add);
    add(manifest.loose());
  }

  private void add(OutlinedPart part) {
    for (int blob : part.blobs()) {
      if (names[blob]++ == 0) {
        namedBytes += blobs.sizeBytes(blob);
      }
    }
  }

  private void remove(OutlinedPart part) {
    for (int blob : part.blobs()) {
      if (--names[blob] == 0) {
        namedBytes -= blobs.sizeBytes(blob);
      }
    }
  }
}
