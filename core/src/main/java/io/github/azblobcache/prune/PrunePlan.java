package io.github.azblobcache.prune;

import io.github.azblobcache.inventory.BlobTable;
import io.github.azblobcache.inventory.Inventory;
import io.github.azblobcache.inventory.ManifestOutline;
import io.github.azblobcache.inventory.OutlinedPart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Decides what to delete, and does nothing: a pure function of the inventory and the policy. A dry
 * run shows the plan that would be executed.
 */
public final class PrunePlan {

  private static final int DANGLING_SHOWN = 100;

  private final Inventory inventory;
  private final RetirementRule rule;
  private final Duration grace;
  private final List<ManifestChange> changes = new ArrayList<>();
  private final List<DanglingName> dangling = new ArrayList<>();
  private final BitSet named;
  private final BitSet victims = new BitSet();
  private long danglingCount;
  private long victimBytes;
  private int keptCount;
  private long keptBytes;

  private PrunePlan(Inventory inventory, PrunePolicy policy) {
    this.inventory = inventory;
    this.named = new BitSet(inventory.blobs().size());
    Instant now = inventory.takenAt();
    this.rule = SpaceLimit.applied(RetirementRule.of(policy, now), inventory, policy);
    this.grace = policy.grace();
    Instant oldEnough = now.minus(grace);
    inventory.manifests().forEach(manifest -> decide(manifest, oldEnough));
    if (!isStopped()) {
      findVictims(oldEnough);
    }
  }

  /** Decides; does no I/O. */
  public static PrunePlan of(Inventory inventory, PrunePolicy policy) {
    return new PrunePlan(inventory, policy);
  }

  private void decide(ManifestOutline manifest, Instant oldEnough) {
    BitSet retired = rule.retired(manifest.name(), manifest.ages());
    boolean isDeleted =
        manifest.isEmpty()
            ? rule.isAbout(manifest.name()) && manifest.stat().lastModified().isBefore(oldEnough)
            : !manifest.parts().isEmpty() && retired.cardinality() == manifest.parts().size();
    if (isDeleted || !retired.isEmpty()) {
      List<OutlinedPart> gone = retired.stream().mapToObj(manifest.parts()::get).toList();
      changes.add(new ManifestChange(manifest, gone, isDeleted));
    } else {
      name(manifest, manifest.loose());
    }
    for (int i = 0; i < manifest.parts().size(); i++) {
      if (!retired.get(i)) {
        name(manifest, manifest.parts().get(i));
      }
    }
  }

  private void name(ManifestOutline manifest, OutlinedPart part) {
    for (int blob : part.blobs()) {
      named.set(blob);
    }
    danglingCount += part.missing().size();
    part.missing().stream()
        .limit(DANGLING_SHOWN - dangling.size())
        .forEach(blob -> dangling.add(new DanglingName(manifest.name(), blob)));
  }

  private void findVictims(Instant oldEnough) {
    BlobTable blobs = inventory.blobs();
    for (int i = named.nextClearBit(0); i < blobs.size(); i = named.nextClearBit(i + 1)) {
      if (blobs.lastModified(i).isBefore(oldEnough)) {
        victims.set(i);
        victimBytes += blobs.sizeBytes(i);
      } else {
        keptCount++;
        keptBytes += blobs.sizeBytes(i);
      }
    }
  }

  /** What the plan was made from. */
  public Inventory inventory() {
    return inventory;
  }

  /** The manifests that builds are deleted from, in the order of their names. */
  public List<ManifestChange> changes() {
    return List.copyOf(changes);
  }

  /** The numbers of the blobs that are to be deleted, in the order of their digests. */
  public BitSet victims() {
    return (BitSet) victims.clone();
  }

  /** How many blobs are to be deleted. */
  public int victimCount() {
    return victims.cardinality();
  }

  /** The bytes of the blobs that are to be deleted. */
  public long victimBytes() {
    return victimBytes;
  }

  /**
   * How many blobs no manifest names any more, and stay all the same, because they are younger than
   * the grace period. 0 if the plan is stopped.
   */
  int keptCount() {
    return keptCount;
  }

  /** The bytes of the blobs that only the grace period keeps. */
  long keptBytes() {
    return keptBytes;
  }

  /** How old a blob that no manifest names has to be before it is deleted. */
  Duration grace() {
    return grace;
  }

  /** Whether a manifest that can't be read keeps all blobs from being deleted. */
  public boolean isStopped() {
    return !inventory.unknown().isEmpty();
  }

  /** Whether there is nothing to delete. */
  public boolean isEmpty() {
    return changes.isEmpty() && victims.isEmpty();
  }

  /** The first names that lead nowhere in manifests that stay. */
  public List<DanglingName> dangling() {
    return List.copyOf(dangling);
  }

  /** How many names lead nowhere in manifests that stay. */
  public long danglingCount() {
    return danglingCount;
  }

  /** What the plan decides manifests by. */
  RetirementRule rule() {
    return rule;
  }

  /** How many builds are deleted, BuildKit's parts included. */
  public long retiredCount() {
    return changes.stream().mapToLong(change -> change.retiredBuilds().size()).sum();
  }
}
