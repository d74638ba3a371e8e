package io.github.azblobcache.transfer.check;

import java.io.IOException;

/** What the store has under a digest is not the layer that it should be. */
public final class CorruptLayerException extends IOException {

  private static final long serialVersionUID = 1;

  private final boolean isBlobDamaged;

  /**
   * @param isBlobDamaged whether the bytes differ from their own digest, so that the blob is of no
   *     use; otherwise only what a manifest says of it is wrong
   */
  CorruptLayerException(String message, boolean isBlobDamaged) {
    super(message);
    this.isBlobDamaged = isBlobDamaged;
  }

  /** Whether the bytes differ from their own digest; otherwise a manifest says what is not so. */
  public boolean isBlobDamaged() {
    return isBlobDamaged;
  }
}
