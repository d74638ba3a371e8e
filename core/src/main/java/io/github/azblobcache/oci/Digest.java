package io.github.azblobcache.oci;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of some bytes, written {@code sha256:<64 lower-case hex digits>}.
 *
 * <p>Only SHA-256 is accepted: registries are free to use others, but Jib and BuildKit write
 * nothing else, and a second algorithm would give one blob two keys.
 *
 * @param hex the 64 hex digits, without the {@code sha256:} prefix
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md#digests">OCI
 *     image-spec, digests</a>
 */
public record Digest(String hex) implements Comparable<Digest> {

  private static final String PREFIX = "sha256:";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  /**
   * @throws IllegalArgumentException if {@code hex} is not 64 lower-case hex digits
   */
  public Digest {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("Not 64 lower-case hex digits: '" + hex + "'");
    }
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if the prefix or the digits are wrong
   */
  public static Digest parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("Not a digest 'sha256:<64 hex digits>': '" + text + "'");
    }
    return new Digest(text.substring(PREFIX.length()));
  }

  /** Whether {@code text} is what {@link #parse} accepts. */
  public static boolean isDigest(String text) {
    return text.startsWith(PREFIX) && HEX.matcher(text.substring(PREFIX.length())).matches();
  }

  /** The digest of these bytes. */
  public static Digest of(byte[] bytes) {
    return from(newMessageDigest().digest(bytes));
  }

  /**
   * The digest that a finished SHA-256 computation gave.
   *
   * @param sha256 the 32 bytes
   */
  public static Digest from(byte[] sha256) {
    return new Digest(HexFormat.of().formatHex(sha256));
  }

  /** A new SHA-256 computation, for use by one thread. */
  public static MessageDigest newMessageDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }

  /** The first 12 hex digits, for log lines only: not unique, never a key. */
  public String abbreviated() {
    return hex.substring(0, 12);
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  /** {@code sha256:<64 hex digits>}. */
  @Override
  public String toString() {
    return PREFIX + hex;
  }

  // By hand, as in each record that is a key: see docs/adr/0012-code-for-a-cold-jvm.md.
  @Override
  public boolean equals(Object other) {
    return other instanceof Digest that && hex.equals(that.hex);
  }

  @Override
  public int hashCode() {
    return hex.hashCode();
  }
}
