package io.github.azblobcache.store.azure.sdk;

import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobItemProperties;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.azure.shared.ETags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The SDK's listing as the store's: its pages are requested while the stream is read. */
final class SdkListing implements Iterator<BlobItem> {

  // https://learn.microsoft.com/azure/storage/blobs/data-lake-storage-known-issues
  // (docs/behaviour.md, "hierarchical namespaces")
  private static final String FOLDER_MARK = "hdi_isfolder";

  private final String operation;
  private final SdkErrors errors;
  private final Iterator<BlobItem> items;

  private SdkListing(String operation, SdkErrors errors, Iterator<BlobItem> items) {
    this.operation = operation;
    this.errors = errors;
    this.items = items;
  }

  /**
   * Leaves folders out.
   *
   * @param otherNames receives the names that no key can have
   */
  static Stream<BlobStat> stream(
      String operation,
      SdkErrors errors,
      Supplier<Iterator<BlobItem>> listing,
      Consumer<String> otherNames)
      throws IOException {
    Iterator<BlobItem> items = errors.run(operation, () -> withFirstPage(listing.get()));
    Spliterator<BlobItem> rest =
        Spliterators.spliteratorUnknownSize(
            new SdkListing(operation, errors, items), Spliterator.ORDERED | Spliterator.NONNULL);
    return StreamSupport.stream(rest, false)
        .filter(item -> !isFolder(item))
        .flatMap(item -> stat(item, otherNames).stream());
  }

  private static Iterator<BlobItem> withFirstPage(Iterator<BlobItem> items) {
    return items.hasNext() ? items : Collections.emptyIterator();
  }

  @Override
  public boolean hasNext() {
    try {
      return errors.run(operation, items::hasNext);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public BlobItem next() {
    return items.next();
  }

  // Some tools also write an empty blob whose name ends in a slash.
  private static boolean isFolder(BlobItem item) {
    return item.getProperties().getContentLength() == 0
        && (item.getName().endsWith("/") || isMarked(item.getMetadata()));
  }

  private static boolean isMarked(Map<String, String> metadata) {
    return metadata != null
        && metadata.entrySet().stream()
            .anyMatch(
                entry ->
                    entry.getKey().equalsIgnoreCase(FOLDER_MARK)
                        && entry.getValue().equalsIgnoreCase("true"));
  }

  private static Optional<BlobStat> stat(BlobItem item, Consumer<String> otherNames) {
    BlobItemProperties properties = item.getProperties();
    return key(item.getName(), otherNames)
        .map(
            key ->
                new BlobStat(
                    key,
                    properties.getContentLength(),
                    properties.getLastModified().toInstant(),
                    ETags.unquoted(properties.getETag())));
  }

  private static Optional<BlobKey> key(String name, Consumer<String> otherNames) {
    try {
      return Optional.of(new BlobKey(name));
    } catch (IllegalArgumentException e) {
      otherNames.accept(name);
      return Optional.empty();
    }
  }
}
