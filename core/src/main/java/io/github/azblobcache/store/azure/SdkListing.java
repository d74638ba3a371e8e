package io.github.azblobcache.store.azure;

import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobItemProperties;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The SDK's listing as the store's: its pages are requested while the stream is read. */
final class SdkListing implements Iterator<BlobItem> {

  private final String doing;
  private final SdkErrors errors;
  private final Iterator<BlobItem> items;

  private SdkListing(String doing, SdkErrors errors, Iterator<BlobItem> items) {
    this.doing = doing;
    this.errors = errors;
    this.items = items;
  }

  /** Passes over blobs whose names no key has: they are not the cache's. */
  static Stream<BlobStat> stream(
      String doing, SdkErrors errors, Supplier<Iterator<BlobItem>> listing) throws IOException {
    Iterator<BlobItem> items = errors.run(doing, () -> withFirstPage(listing.get()));
    Spliterator<BlobItem> rest =
        Spliterators.spliteratorUnknownSize(
            new SdkListing(doing, errors, items), Spliterator.ORDERED | Spliterator.NONNULL);
    return StreamSupport.stream(rest, false).flatMap(item -> stat(item).stream());
  }

  private static Iterator<BlobItem> withFirstPage(Iterator<BlobItem> items) {
    items.hasNext();
    return items;
  }

  @Override
  public boolean hasNext() {
    try {
      return errors.run(doing, items::hasNext);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public BlobItem next() {
    return items.next();
  }

  private static Optional<BlobStat> stat(BlobItem item) {
    BlobItemProperties properties = item.getProperties();
    return key(item.getName())
        .map(
            key ->
                new BlobStat(
                    key,
                    properties.getContentLength(),
                    properties.getLastModified().toInstant(),
                    ETags.unquoted(properties.getETag())));
  }

  private static Optional<BlobKey> key(String name) {
    try {
      return Optional.of(new BlobKey(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
