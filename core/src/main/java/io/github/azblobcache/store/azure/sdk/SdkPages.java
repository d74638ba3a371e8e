package io.github.azblobcache.store.azure.sdk;

import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.blob.models.BlobItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The blobs of a listing, whose pages are requested one by one, each when it is needed. */
final class SdkPages implements Iterator<BlobItem> {

  /** Requests a page. */
  @FunctionalInterface
  interface Page {

    /**
     * @param marker where the page begins, as the page before it said; null for the first
     */
    PagedResponse<BlobItem> request(@Nullable String marker) throws IOException;
  }

  private final Page page;
  private Iterator<BlobItem> items = List.<BlobItem>of().iterator();
  private @Nullable String marker;
  private boolean isLast;

  SdkPages(Page page) {
    this.page = page;
  }

  /**
   * @throws UncheckedIOException if the next page can't be had
   */
  @Override
  public boolean hasNext() {
    // Azure may answer with an empty page that is not the last one
    // (docs/behaviour.md, "empty pages")
    while (!items.hasNext() && !isLast) {
      read();
    }
    return items.hasNext();
  }

  private void read() {
    try {
      PagedResponse<BlobItem> next = page.request(marker);
      items = next.getValue().iterator();
      marker = next.getContinuationToken();
      isLast = marker == null || marker.isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public BlobItem next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return items.next();
  }
}
