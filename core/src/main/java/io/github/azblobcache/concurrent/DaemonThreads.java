package io.github.azblobcache.concurrent;

import java.util.concurrent.ThreadFactory;

/**
 * Makes every thread that a build starts. All are daemons, because a JVM must be able to exit while
 * a transfer runs that is not needed any more. Each has a name, so that a thread dump shows what it
 * does: {@code azblob-cache-} and the work.
 */
public final class DaemonThreads {

  private static final String PREFIX = "azblob-cache-";

  private DaemonThreads() {}

  /**
   * Makes the threads of an executor.
   *
   * @param work what they do, for the name
   */
  public static ThreadFactory named(String work) {
    return task -> of(work, task);
  }

  /**
   * Starts a thread for one task.
   *
   * @param work what it does, for the name
   */
  public static void start(String work, Runnable task) {
    of(work, task).start();
  }

  /**
   * A thread that is not started yet.
   *
   * @param work what it does, for the name
   */
  public static Thread of(String work, Runnable task) {
    Thread thread = new Thread(task, PREFIX + work);
    thread.setDaemon(true);
    return thread;
  }
}
