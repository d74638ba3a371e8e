package io.github.azblobcache.store.directory;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.github.azblobcache.store.BlobBody;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/** Looks at blobs and opens them; what is missing in a missing folder is a failure. */
final class BlobFileReader {

  private static final int OPEN_TRIES = 100;

  private final BlobFiles files;

  BlobFileReader(BlobFiles files) {
    this.files = files;
  }

  /**
   * @throws StoreException if there is no folder to read from
   */
  void requireFolder() throws StoreException {
    if (!Files.isDirectory(files.root())) {
      throw DirectoryErrors.missing(files.root());
    }
  }

  Optional<BlobStat> stat(BlobKey key) throws IOException {
    Optional<BlobStat> stat = files.stat(key, files.file(key));
    if (stat.isEmpty()) {
      requireFolder();
    }
    return stat;
  }

  Optional<BlobContent> open(String operation, BlobKey key, ByteRange range) throws IOException {
    // The JDK can't ask an open file for its attributes. So ask by name before and after: if they
    // are the same, no other version was in place in between.
    for (int i = 0; i < OPEN_TRIES; i++) {
      Optional<BlobStat> before = stat(key);
      if (before.isEmpty()) {
        return Optional.empty();
      }
      Optional<BlobContent> content = openIfStill(operation, before.get(), range);
      if (content.isPresent()) {
        return content;
      }
    }
    throw new StoreException(
        operation + " failed: it was replaced " + OPEN_TRIES + " times while it was being opened.",
        new IOException("changes all the time"),
        true);
  }

  private Optional<BlobContent> openIfStill(String operation, BlobStat seen, ByteRange range)
      throws IOException {
    Path file = files.file(seen.key());
    SeekableByteChannel channel;
    try {
      channel = Files.newByteChannel(file, Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Optional<BlobContent> content = Optional.empty();
    try {
      if (files.stat(seen.key(), file).equals(Optional.of(seen))) {
        content = Optional.of(content(operation, seen, range, channel));
      }
      return content;
    } finally {
      // A body owns its channel, and closes it
      if (content.isEmpty()) {
        channel.close();
      }
    }
  }

  private static BlobContent content(
      String operation, BlobStat stat, ByteRange range, SeekableByteChannel channel)
      throws IOException {
    if (!range.beginsIn(stat.sizeBytes())) {
      throw new StoreException(
          operation
              + " failed: it has "
              + stat.sizeBytes()
              + " bytes, none at "
              + range.offset()
              + ".");
    }
    BlobBody body =
        new BlobBody(
            Channels.newInputStream(channel.position(range.offset())),
            range.lengthIn(stat.sizeBytes()),
            operation,
            e -> DirectoryErrors.translate(operation, e),
            () -> {});
    return new BlobContent(stat, body);
  }
}
