package io.github.azblobcache.store;

import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A store in memory, for tests, as strict as Azure: it refuses names that Azure refuses, and tells
 * who leaves a stream open.
 *
 * <p>Its clock is what the test says, to the second as Azure's.
 */
public final class MemoryBlobStore implements BlobStore {

  // https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata
  private static final int MAX_SEGMENTS = 254;

  private record Version(byte[] bytes, Instant lastModified, String etag) {

    BlobStat stat(BlobKey key) {
      return new BlobStat(key, bytes.length, lastModified, etag);
    }
  }

  private final Clock clock;
  private final TreeMap<BlobKey, Version> blobs = new TreeMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private boolean hasContainer;
  private int lastEtag;

  /** An empty store. */
  public MemoryBlobStore(Clock clock) {
    this(clock, true);
  }

  private MemoryBlobStore(Clock clock, boolean hasContainer) {
    this.clock = clock;
    this.hasContainer = hasContainer;
  }

  /** A store whose container is missing until something is written. */
  public static MemoryBlobStore withoutContainer(Clock clock) {
    return new MemoryBlobStore(clock, false);
  }

  /**
   * Call it after each test.
   *
   * @throws AssertionError if a body or a listing was not closed
   */
  public void checkNothingOpen() {
    if (open.get() != 0) {
      throw new AssertionError(open.get() + " streams of the store are still open");
    }
  }

  @Override
  public synchronized Optional<BlobStat> stat(BlobKey key) throws StoreException {
    check(key);
    requireContainer();
    return Optional.ofNullable(blobs.get(key)).map(version -> version.stat(key));
  }

  @Override
  public synchronized Optional<BlobContent> open(BlobKey key, ByteRange range)
      throws StoreException {
    check(key);
    requireContainer();
    Version version = blobs.get(key);
    if (version == null) {
      return Optional.empty();
    }
    if (!range.beginsIn(version.bytes().length)) {
      throw new StoreException("Blob '" + key + "' has no byte at " + range.offset());
    }
    int length = (int) range.lengthIn(version.bytes().length);
    InputStream bytes = new ByteArrayInputStream(version.bytes(), (int) range.offset(), length);
    BlobBody body =
        new BlobBody(
            counted(bytes),
            length,
            "Reading blob '" + key + "'",
            e -> new StoreException(e.getMessage(), e, true),
            () -> {});
    return Optional.of(new BlobContent(version.stat(key), body));
  }

  private InputStream counted(InputStream bytes) {
    open.incrementAndGet();
    AtomicBoolean isOpen = new AtomicBoolean(true);
    return new FilterInputStream(bytes) {
      @Override
      public void close() {
        if (isOpen.getAndSet(false)) {
          open.decrementAndGet();
        }
      }
    };
  }

  @Override
  public boolean putIfAbsent(BlobKey key, Path file) throws IOException {
    check(key);
    return put(key, Optional.empty(), Files.readAllBytes(file)).isPresent();
  }

  @Override
  public Optional<BlobStat> replaceIfUnchanged(BlobKey key, Optional<BlobStat> seen, byte[] bytes)
      throws StoreException {
    check(key);
    return put(key, seen, bytes.clone());
  }

  private synchronized Optional<BlobStat> put(BlobKey key, Optional<BlobStat> seen, byte[] bytes) {
    hasContainer = true;
    if (!etag(key).equals(seen.map(BlobStat::etag))) {
      return Optional.empty();
    }
    Version version = version(bytes);
    blobs.put(key, version);
    return Optional.of(version.stat(key));
  }

  @Override
  public synchronized boolean touch(BlobKey key) throws StoreException {
    check(key);
    return blobs.computeIfPresent(key, (k, version) -> version(version.bytes())) != null;
  }

  @Override
  public synchronized Stream<BlobStat> list(String prefix, Consumer<String> otherNames)
      throws StoreException {
    StoreInterruptedException.throwIfInterrupted("Listing");
    requireContainer();
    List<BlobStat> found =
        blobs.entrySet().stream()
            .filter(entry -> entry.getKey().path().startsWith(prefix))
            .map(entry -> entry.getValue().stat(entry.getKey()))
            .toList();
    open.incrementAndGet();
    AtomicBoolean isOpen = new AtomicBoolean(true);
    return found.stream()
        .onClose(
            () -> {
              if (isOpen.getAndSet(false)) {
                open.decrementAndGet();
              }
            });
  }

  @Override
  public synchronized boolean deleteIfUnchanged(BlobStat seen) throws StoreException {
    check(seen.key());
    boolean isAsSeen = etag(seen.key()).equals(Optional.of(seen.etag()));
    if (isAsSeen) {
      blobs.remove(seen.key());
    }
    return isAsSeen;
  }

  @Override
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public void close() {}

  private Optional<String> etag(BlobKey key) {
    return Optional.ofNullable(blobs.get(key)).map(Version::etag);
  }

  private Version version(byte[] bytes) {
    lastEtag++;
    return new Version(bytes, now(), "memory-" + lastEtag);
  }

  private void requireContainer() throws StoreException {
    if (!hasContainer) {
      throw new StoreException("The container does not exist. The first export creates it.");
    }
  }

  private static void check(BlobKey key) throws StoreException {
    StoreInterruptedException.throwIfInterrupted("Using blob '" + key + "'");
    String[] segments = key.path().split("/");
    if (segments.length > MAX_SEGMENTS) {
      throw new StoreException("Azure refuses a name of " + segments.length + " segments: " + key);
    }
    if (key.path().endsWith(".")) {
      throw new StoreException("Azure drops the dot at the end of the name: " + key);
    }
  }
}
