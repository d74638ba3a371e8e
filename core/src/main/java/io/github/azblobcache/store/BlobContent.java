package io.github.azblobcache.store;

import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.io.InputStream;

/**
 * An open blob, or a range of it. Close it; for one thread.
 *
 * @param stat the whole blob's stat, of the very version that {@code body} reads
 * @param body the bytes asked for; a failure while reading is a {@link StoreException}, and an end
 *     before the announced length is one too
 */
public record BlobContent(BlobStat stat, InputStream body) implements AutoCloseable {

  @Override
  public void close() throws IOException {
    body.close();
  }
}
