package io.github.azblobcache.store;

import io.github.azblobcache.oci.Digest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Where blobs and manifests are in a store: BuildKit's layout, so that both can share one container
 * (docs/behaviour.md, "BuildKit's layout").
 *
 * <pre>
 * &lt;prefix&gt;/&lt;blobsPrefix&gt;/sha256:&lt;hex&gt;
 * &lt;prefix&gt;/&lt;manifestsPrefix&gt;/&lt;name&gt;
 * </pre>
 *
 * <p>Parts are joined and cleaned as Go's {@code path.Join} does: empty parts vanish, {@code a//b}
 * and {@code a/./b} are {@code a/b}, and {@code ..} takes one segment back.
 *
 * @param prefix before everything, for instance a team's name; may be empty
 * @param blobsPrefix before every blob
 * @param manifestsPrefix before every manifest
 * @see <a
 *     href="https://github.com/moby/buildkit/blob/v0.24.0/cache/remotecache/azblob/utils.go">BuildKit,
 *     manifestKey and blobKey</a>
 */
public record Layout(String prefix, String blobsPrefix, String manifestsPrefix) {

  /** BuildKit's layout where no prefix is configured. */
  public static final Layout DEFAULT = new Layout("", "blobs", "manifests");

  /** The key of the blob with this digest. */
  public BlobKey blob(Digest digest) {
    return new BlobKey(join(prefix, blobsPrefix, digest.toString()));
  }

  /**
   * The key of the manifest with this name.
   *
   * @throws IllegalArgumentException if prefix and name make no legal key
   */
  public BlobKey manifest(String name) {
    return new BlobKey(join(prefix, manifestsPrefix, name));
  }

  /**
   * What the keys of all blobs start with; ends with a slash, or is empty where there is no prefix.
   */
  public String blobsRoot() {
    return root(blobsPrefix);
  }

  /** What the keys of all manifests start with; ends with a slash, or is empty. */
  public String manifestsRoot() {
    return root(manifestsPrefix);
  }

  /** The digest that a key names; empty if the key is not one that {@link #blob} gives. */
  public Optional<Digest> digestOf(BlobKey key) {
    String root = blobsRoot();
    if (!key.path().startsWith(root)) {
      return Optional.empty();
    }
    String name = key.path().substring(root.length());
    return Digest.isDigest(name) ? Optional.of(Digest.parse(name)) : Optional.empty();
  }

  private String root(String part) {
    String joined = join(prefix, part);
    return joined.isEmpty() ? "" : joined + "/";
  }

  private static String join(String... parts) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : String.join("/", parts).split("/")) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    return String.join("/", segments);
  }

  // By hand, as in each record that is a key: see docs/adr/0012-code-for-a-cold-jvm.md.
  @Override
  public boolean equals(Object other) {
    return other instanceof Layout that
        && prefix.equals(that.prefix)
        && blobsPrefix.equals(that.blobsPrefix)
        && manifestsPrefix.equals(that.manifestsPrefix);
  }

  @Override
  public int hashCode() {
    return 31 * prefix.hashCode() + blobsPrefix.hashCode();
  }
}
