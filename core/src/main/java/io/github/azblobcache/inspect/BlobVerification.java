package io.github.azblobcache.inspect;

import io.github.azblobcache.inspect.Finding.Kind;
import io.github.azblobcache.oci.Digest;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.transfer.check.CorruptLayerException;
import io.github.azblobcache.transfer.check.LayerCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one blob and compares it with its name and with what manifests say of it.
 *
 * @param store where it is
 * @param key its key
 * @param claims what manifests say of it, each different claim once; at least one
 */
record BlobVerification(BlobStore store, BlobKey key, List<ExpectedBlob> claims) {

  /**
   * What reading a blob gave.
   *
   * @param stat of the version that was read
   * @param findings what is wrong with it
   */
  record Result(BlobStat stat, List<Finding> findings) {

    boolean isDamaged() {
      return findings.stream().anyMatch(finding -> finding.kind() == Kind.DAMAGED_BLOB);
    }
  }

  /**
   * Reads the blob, once for each claim about it; empty if it does not exist any more.
   *
   * @throws IOException if the store fails
   */
  Optional<Result> run() throws IOException {
    List<Finding> findings = new ArrayList<>();
    Optional<BlobStat> stat = Optional.empty();
    for (ExpectedBlob claim : claims) {
      Optional<BlobContent> found = store.open(key, ByteRange.ALL);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      try (BlobContent content = found.get()) {
        stat = Optional.of(content.stat());
        Optional<Finding> finding = check(claim, content);
        finding.ifPresent(findings::add);
        if (finding.filter(it -> it.kind() == Kind.DAMAGED_BLOB).isPresent()) {
          break;
        }
      }
    }
    return stat.map(it -> new Result(it, findings));
  }

  private Optional<Finding> check(ExpectedBlob claim, BlobContent content) throws IOException {
    long sizeBytes = content.stat().sizeBytes();
    try {
      if (claim.isGzip()) {
        new LayerCheck(claim.withSize(sizeBytes))
            .copy(content.body(), OutputStream.nullOutputStream());
      } else if (!digest(content.body()).equals(claim.blob().digest())) {
        return Optional.of(
            Finding.of(Kind.DAMAGED_BLOB, key, "The bytes of " + key + " have another digest."));
      }
    } catch (CorruptLayerException e) {
      Kind kind = e.isBlobDamaged() ? Kind.DAMAGED_BLOB : Kind.WRONG_CLAIM;
      return Optional.of(Finding.of(kind, key, e.getMessage() + says(kind, claim)));
    }
    return claim
        .sizeBytes()
        .filter(claimed -> claimed != sizeBytes)
        .map(
            claimed ->
                Finding.of(
                    Kind.WRONG_CLAIM,
                    key,
                    "Manifest '%s' claims that %s has %d bytes, but it has %d."
                        .formatted(claim.manifest(), key, claimed, sizeBytes)));
  }

  private static String says(Kind kind, ExpectedBlob claim) {
    return kind == Kind.WRONG_CLAIM ? " (in '" + claim.manifest() + "')." : ".";
  }

  private static Digest digest(InputStream body) throws IOException {
    DigestInputStream in = new DigestInputStream(body, Digest.newMessageDigest());
    in.transferTo(OutputStream.nullOutputStream());
    return Digest.from(in.getMessageDigest().digest());
  }
}
