package io.github.azblobcache.jib.base.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import io.github.azblobcache.oci.Digest;
import java.util.Optional;

/**
 * A base image in a registry.
 *
 * @param image its name there, with a tag, a digest, or both
 */
public record BaseReference(ImageReference image) {

  /**
   * Reads what a build plan says.
   *
   * @return empty if the image comes from no registry
   */
  public static Optional<BaseReference> parse(String text) {
    try {
      ImageReference image = ImageReference.parse(text);
      return image.isScratch() ? Optional.empty() : Optional.of(new BaseReference(image));
    } catch (InvalidImageReferenceException e) {
      // Jib itself will say so.
      return Optional.empty();
    }
  }

  /** The digest that the image is pinned to; empty if a tag says which image it is. */
  public Optional<Digest> pinned() {
    Optional<String> digest = image.getDigest();
    return digest.isPresent() && Digest.isDigest(digest.get())
        ? Optional.of(Digest.parse(digest.get()))
        : Optional.empty();
  }

  /** The same image, pinned. */
  public BaseReference pinnedTo(Digest digest) {
    return new BaseReference(
        ImageReference.of(image.getRegistry(), image.getRepository(), digest.toString()));
  }

  /** With its digest if it has one, or else its tag. */
  @Override
  public String toString() {
    return image.toStringWithQualifier();
  }
}
