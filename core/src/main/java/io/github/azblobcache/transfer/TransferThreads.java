package io.github.azblobcache.transfer;

import io.github.azblobcache.concurrent.DaemonThreads;
import io.github.azblobcache.concurrent.IoFutures;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads that one cache moves blobs on. What a build waits for never queues behind what is
 * only fetched ahead of it, and uploads and downloads never queue behind each other.
 */
final class TransferThreads implements AutoCloseable {

  /** As many as BuildKit moves at once; more only compete for one network. */
  private static final int AT_ONCE = 8;

  // Without a limit of its own: each fetch here has a thread of the build that waits for it.
  private final ExecutorService needed =
      Executors.newCachedThreadPool(DaemonThreads.named("fetch"));
  private final ExecutorService ahead =
      Executors.newFixedThreadPool(AT_ONCE, DaemonThreads.named("prefetch"));
  private final ExecutorService uploads =
      Executors.newFixedThreadPool(AT_ONCE, DaemonThreads.named("upload"));

  /** For manifests, and for layers that a build waits for: begins at once. */
  Executor needed() {
    return needed;
  }

  /** For layers that a build is likely to need: in the order in which they are given. */
  Executor ahead() {
    return ahead;
  }

  /** For uploads, likewise. */
  Executor uploads() {
    return uploads;
  }

  /** Interrupts what is under way, and begins nothing more. */
  @Override
  public void close() {
    needed.shutdownNow();
    ahead.shutdownNow();
    IoFutures.shutdownNow(uploads);
  }
}
