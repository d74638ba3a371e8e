package io.github.azblobcache.inspect;

import io.github.azblobcache.inspect.Finding.Kind;
import io.github.azblobcache.inventory.BlobTable;
import io.github.azblobcache.inventory.Inventory;
import io.github.azblobcache.inventory.InventoryReader;
import io.github.azblobcache.inventory.ManifestOutline;
import io.github.azblobcache.inventory.Parallel;
import io.github.azblobcache.inventory.StoredManifest;
import io.github.azblobcache.inventory.UnreadManifest;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.entries.CacheLayer;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.progress.StepListener;
import io.github.azblobcache.report.format.Bytes;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.Layout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Compares a cache with what it says of itself: every blob that a manifest names, or a sample of
 * them, is read and checked against its digest, its size and its diffID.
 *
 * <p>Everything is found, not only the first thing. Builds may export meanwhile: a name that leads
 * nowhere is looked at a second time before it counts.
 */
public final class Verifier {

  private final BlobStore store;
  private final Layout layout;
  private final Parallel parallel;
  private final StepListener progress;

  /**
   * @param store not closed here
   * @param layout where its blobs and manifests are
   */
  public Verifier(BlobStore store, Layout layout, Parallel parallel, StepListener progress) {
    this.store = store;
    this.layout = layout;
    this.parallel = parallel;
    this.progress = progress;
  }

  /**
   * Verifies.
   *
   * @param repairs whether damaged blobs are deleted, so that the next export that has the layer
   *     writes it anew; until then it is missed
   * @throws IOException if the blobs or the manifests can't be listed; other faults are put down in
   *     the report
   */
  public VerifyReport verify(Sample sample, boolean repairs) throws IOException {
    Inventory inventory = InventoryReader.read(store, layout, parallel, progress);
    Findings findings = new Findings();
    inventory.unread().forEach(manifest -> unread(manifest, findings));
    hints(inventory, findings);
    Map<Digest, List<ExpectedBlob>> claims = new TreeMap<>();
    parallel.forEach(
        inventory.manifests().iterator(),
        "Reading the cache manifests",
        outline -> findings.attempt(() -> collect(outline, claims)));
    List<List<ExpectedBlob>> sampled = sampled(claims, inventory.blobs(), sample);
    AtomicLong done = new AtomicLong();
    parallel.forEach(
        sampled.iterator(),
        "Reading blobs",
        claim -> {
          findings.attempt(() -> verify(claim, inventory, repairs, findings));
          progress.step("blobs read", done.incrementAndGet(), sampled.size());
        });
    return findings.report(claims.size());
  }

  // What is missing takes no reading, so it is looked at in any case.
  private static List<List<ExpectedBlob>> sampled(
      Map<Digest, List<ExpectedBlob>> claims, BlobTable blobs, Sample sample) {
    List<List<ExpectedBlob>> present = new ArrayList<>();
    List<List<ExpectedBlob>> missing = new ArrayList<>();
    claims.forEach(
        (digest, claim) ->
            (blobs.indexOf(digest) == BlobTable.ABSENT ? missing : present).add(claim));
    return Stream.concat(missing.stream(), sample.of(present).stream()).toList();
  }

  private static void unread(UnreadManifest manifest, Findings findings) {
    if (manifest.isMalformed()) {
      findings.add(
          Finding.of(
              Kind.MALFORMED_MANIFEST,
              manifest.key(),
              String.valueOf(manifest.cause().getMessage())));
    } else {
      findings.fault(manifest.cause());
    }
  }

  private static void hints(Inventory inventory, Findings findings) {
    DiskUsage usage = DiskUsage.of(inventory);
    if (usage.reclaimableBytes() > 0) {
      findings.add(
          Finding.of(
              Kind.ORPHANS,
              inventory.layout().blobsRoot(),
              "No manifest names blobs of %s in all; prune deletes them."
                  .formatted(Bytes.human(usage.reclaimableBytes()))));
    }
    for (BlobKey key : inventory.strangers()) {
      findings.add(
          Finding.of(Kind.MISNAMED_BLOB, key, "'%s' is not the name of a blob.".formatted(key)));
    }
  }

  private void collect(ManifestOutline outline, Map<Digest, List<ExpectedBlob>> claims)
      throws IOException {
    Optional<StoredManifest> manifest =
        StoredManifest.load(store, outline.stat().key(), outline.name());
    synchronized (claims) {
      for (CacheLayer layer : manifest.map(it -> it.config().layers()).orElse(List.of())) {
        ExpectedBlob claim = ExpectedBlob.of(outline.name(), layer);
        List<ExpectedBlob> others =
            claims.computeIfAbsent(layer.blob().digest(), digest -> new ArrayList<>(1));
        if (others.stream().allMatch(claim::isOtherThan)) {
          others.add(claim);
        }
      }
    }
  }

  private void verify(
      List<ExpectedBlob> claims, Inventory inventory, boolean repairs, Findings findings)
      throws IOException {
    Digest digest = claims.get(0).blob().digest();
    BlobKey key = layout.blob(digest);
    Optional<BlobVerification.Result> result = new BlobVerification(store, key, claims).run();
    if (result.isEmpty()) {
      for (ManifestName manifest : naming(claims, inventory)) {
        if (isStillNamed(manifest, digest)) {
          findings.add(dangling(manifest, key));
          return;
        }
      }
      return;
    }
    findings.read(result.get().stat().sizeBytes());
    boolean isRepaired =
        repairs && result.get().isDamaged() && store.deleteIfUnchanged(result.get().stat());
    for (Finding found : result.get().findings()) {
      findings.add(
          new Finding(
              found.kind(),
              found.subject(),
              found.message(),
              isRepaired && found.kind() == Kind.DAMAGED_BLOB));
    }
  }

  // Of manifests that say the same there is one claim, so the inventory has the others.
  private static Set<ManifestName> naming(List<ExpectedBlob> claims, Inventory inventory) {
    Set<ManifestName> names = new LinkedHashSet<>();
    claims.forEach(claim -> names.add(claim.manifest()));
    Digest digest = claims.get(0).blob().digest();
    for (ManifestOutline manifest : inventory.manifests()) {
      if (Stream.concat(manifest.parts().stream(), Stream.of(manifest.loose()))
          .anyMatch(part -> part.missing().contains(digest))) {
        names.add(manifest.name());
      }
    }
    return names;
  }

  // Prune may have taken the name away, and then the blob.
  private boolean isStillNamed(ManifestName manifest, Digest digest) throws IOException {
    BlobKey key = layout.manifest(manifest.value());
    return StoredManifest.load(store, key, manifest)
            .filter(stored -> stored.config().blobs().contains(digest))
            .isPresent()
        && store.stat(layout.blob(digest)).isEmpty();
  }

  private static Finding dangling(ManifestName manifest, BlobKey key) {
    return Finding.of(
        Kind.DANGLING_NAME,
        key,
        "Manifest '%s' names %s, which is not there. The next export that has it brings it back."
            .formatted(manifest, key));
  }
}
