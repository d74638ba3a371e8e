package io.github.azblobcache.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Free memory that the machine really has, for as long as this is open.
 *
 * <p>A virtual machine's host may take free memory back and then gives it again page by page, which
 * the machine sees as time that its own system takes, or that is stolen: 2 CPU-seconds for each GB
 * were seen. A build that writes to memory that another has given back a moment before is spared
 * that, so that builds would be compared by what had run before them.
 *
 * <p>Linux tells the host of free memory in blocks of 2 MiB and more. So memory is written to, and
 * all of it is freed but one page in each MiB: what lies between is too small to be told of, and is
 * what Linux gives out first. Nothing is done where there is no file system in memory.
 *
 * @see <a href="https://www.kernel.org/doc/html/v6.18/mm/free_page_reporting.html">Linux, free page
 *     reporting</a>
 */
final class ReadyMemory implements AutoCloseable {

  private static final Path IN_MEMORY = Path.of("/dev/shm");
  private static final int PIECE_BYTES = 1 << 20;
  private static final int KEPT_BYTES = 4096;

  /** More than any build writes, with what the servers and the JVMs need. */
  private static final long PIECES_AT_MOST = 8192;

  private final Optional<FileChannel> kept;

  private ReadyMemory(Optional<FileChannel> kept) {
    this.kept = kept;
  }

  /**
   * Makes up to 8 GiB of free memory ready, but no more than half of what is free, or of what the
   * file system may take: a container's takes little.
   */
  static ReadyMemory make() throws IOException {
    if (!Files.isDirectory(IN_MEMORY)) {
      return new ReadyMemory(Optional.empty());
    }
    FileChannel kept = nameless();
    long bytes = Math.min(freeBytes(), Files.getFileStore(IN_MEMORY).getUsableSpace()) / 2;
    fill(kept, Math.min(PIECES_AT_MOST, bytes / PIECE_BYTES));
    return new ReadyMemory(Optional.of(kept));
  }

  private static void fill(FileChannel kept, long pieces) throws IOException {
    ByteBuffer page = ByteBuffer.allocateDirect(KEPT_BYTES);
    ByteBuffer rest = ByteBuffer.allocateDirect(PIECE_BYTES - KEPT_BYTES);
    try (FileChannel freed = nameless()) {
      for (long i = 0; i < pieces; i++) {
        write(page, kept);
        write(rest, freed);
      }
    }
  }

  private static void write(ByteBuffer bytes, FileChannel file) throws IOException {
    bytes.clear();
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  // Without a name, its memory is free even if this process is killed.
  private static FileChannel nameless() throws IOException {
    Path file = Files.createTempFile(IN_MEMORY, "azblob-cache-", ".memory");
    FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE);
    Files.delete(file);
    return open;
  }

  private static long freeBytes() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getFreeMemorySize();
  }

  /** Lets all of it be what other free memory is. */
  @Override
  public void close() throws IOException {
    if (kept.isPresent()) {
      kept.get().close();
    }
  }
}
