package io.github.azblobcache.jib;

import io.github.azblobcache.jib.base.PinnedBase;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.azure.AzureBlobStore;
import io.github.azblobcache.store.azure.InBlocks;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.directory.DirectoryBlobStore;
import io.github.azblobcache.store.directory.DirectoryLocation;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process that does one thing, for real, and is killed with SIGKILL while it does. */
final class KilledProcess implements AutoCloseable {

  private static final String READY = "ready";
  private static final String DONE = "done ";

  private final Process process;
  private final BufferedReader output;
  private final List<String> printed = new ArrayList<>();

  private KilledProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /** What it is told: where its store is, and whether it uploads in blocks. */
  record Task(KilledOperation operation, Path project, Path home, String store, boolean inBlocks) {

    private List<String> arguments() {
      return List.of(
          operation.name(), project.toString(), home.toString(), store, Boolean.toString(inBlocks));
    }

    private static Task of(String[] arguments) {
      return new Task(
          KilledOperation.valueOf(arguments[0]),
          Path.of(arguments[1]),
          Path.of(arguments[2]),
          arguments[3],
          Boolean.parseBoolean(arguments[4]));
    }
  }

  /** The task of a child. It waits at the end, because only a kill ends it. */
  static final class Child {

    private Child() {}

    public static void main(String[] arguments) throws Exception {
      Task task = Task.of(arguments);
      try (BlobStore store = store(task.store(), task.inBlocks())) {
        PinnedBase base = PinnedBase.write(task.home().resolve("base-" + READY));
        KillSite site =
            new KillSite(
                new KillProject(task.project()), base, task.home(), store, new ArrayList<>());
        System.out.println(READY);
        long start = System.nanoTime();
        task.operation().run(site);
        System.out.println(DONE + (System.nanoTime() - start));
        System.out.println(site.warnings());
        System.in.read();
      }
    }
  }

  /**
   * Opens a store.
   *
   * @param store a folder, or {@code <account URL> <container> <account key>}
   */
  static BlobStore store(String store, boolean inBlocks) throws IOException {
    if (!store.startsWith("http")) {
      return new DirectoryBlobStore(new DirectoryLocation(Path.of(store)));
    }
    String[] parts = store.split(" ");
    URI account = URI.create(parts[0]);
    String name = account.getPath().substring(1);
    return new AzureBlobStore(
        new AzureLocation(account, name, parts[1], new AzureCredential.AccountKey(parts[2])),
        inBlocks ? InBlocks.options() : AzureOptions.forBuilds());
  }

  /** Starts one, and waits until it is about to begin. */
  static KilledProcess start(KillJvm jvm, Task task) throws IOException {
    KilledProcess started = new KilledProcess(jvm.start(Child.class, task.arguments()));
    if (!started.readUntil(READY)) {
      throw new IllegalStateException(task + " has not begun: " + started.printed);
    }
    return started;
  }

  /** Runs one to its end, which leaves the archive that makes all others cheap. */
  static void archive(KillJvm jvm, Task task) throws IOException, InterruptedException {
    Process process = jvm.startArchiving(Child.class, task.arguments());
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(task + " has failed: " + printed);
    }
  }

  private boolean readUntil(String beginning) throws IOException {
    String line = output.readLine();
    while (line != null) {
      printed.add(line);
      if (line.startsWith(beginning)) {
        return true;
      }
      line = output.readLine();
    }
    return false;
  }

  /**
   * Leaves it alone.
   *
   * @return how long it took
   */
  Duration awaitDone() throws IOException {
    if (!readUntil(DONE)) {
      throw new IllegalStateException("It has failed: " + printed);
    }
    return took();
  }

  private Duration took() {
    return Duration.ofNanos(
        Long.parseLong(printed.get(printed.size() - 1).substring(DONE.length())));
  }

  /**
   * Kills it.
   *
   * @return how long it took, if it was done before
   */
  Optional<Duration> killAfter(Duration delay) throws IOException, InterruptedException {
    if (process.waitFor(delay.toNanos(), TimeUnit.NANOSECONDS)) {
      readUntil(DONE);
      throw new IllegalStateException("It has ended by itself: " + printed);
    }
    kill();
    return readUntil(DONE) ? Optional.of(took()) : Optional.empty();
  }

  /** Kills it when something has happened. */
  void killWhen(BooleanSupplier happened) throws IOException, InterruptedException {
    while (!happened.getAsBoolean()) {
      if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
        readUntil(DONE);
        throw new IllegalStateException("It has ended by itself: " + printed);
      }
    }
    kill();
  }

  // Through its handle, which leaves open what it has printed.
  private void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
