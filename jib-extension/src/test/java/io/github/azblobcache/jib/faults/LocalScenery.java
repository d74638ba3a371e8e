package io.github.azblobcache.jib.faults;

import io.github.azblobcache.CacheDirectories;
import io.github.azblobcache.jib.faults.LocalFault.Place;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.ChildJvm;
import io.github.azblobcache.store.StoreLocation;
import io.github.azblobcache.store.azure.Waits;
import io.github.azblobcache.store.directory.DirectoryBlobStore;
import io.github.azblobcache.store.directory.DirectoryLocation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A machine with a fault, and a folder as the cache. It needs the rights to mount, and lacks the
 * one to write to what belongs to others: {@link LocalFaults} sees to that.
 */
record LocalScenery(LocalFault fault) implements Scenery {

  private static final String SOMEBODY_ELSE = "4242";

  @Override
  public TrialCache newCache(Path folder, Path jibCache) throws IOException {
    Path store = Files.createDirectory(folder.resolve("cache"));
    if (fault.place() == Place.STORE) {
      mount(store);
    }
    DirectoryLocation location = new DirectoryLocation(store);
    return new TrialCache(location, new DirectoryBlobStore(location), folder, jibCache);
  }

  @Override
  public Scene begin(TrialCache cache, Image image) throws IOException {
    Path folder = cache.folder();
    Runner runner = new Runner(folder);
    Path faulty =
        switch (fault.place()) {
          case STAGING -> runner.staging();
          case JIB_CACHE -> runner.jibCache();
          case REPORT -> runner.report();
          case STORE -> folder.resolve("cache");
          case HOME -> folder.resolve("home");
        };
    if (fault.place() == Place.HOME) {
      Map<String, String> properties =
          Map.of("os.name", "Linux", "user.home", "?", "java.io.tmpdir", folder.toString());
      CacheDirectories home = CacheDirectories.ofUser(properties::get, name -> null);
      runner = new Runner(runner.jibCache(), home.staging(), runner.report());
    } else if (fault.place() != Place.STORE) {
      mount(Files.createDirectories(faulty));
    }
    impair(faulty);
    return new LocalScene(cache.location(), runner, faulty);
  }

  @Override
  public Reaction reaction() {
    return Reaction.GIVES_UP;
  }

  private void impair(Path faulty) throws IOException {
    switch (fault.condition()) {
      case FULL -> fill(faulty);
      case READ_ONLY -> run("mount", "-o", "remount,ro", faulty.toString());
      case FOREIGN -> run("chown", "-R", SOMEBODY_ELSE, faulty.toString());
      case MISSING -> {}
    }
  }

  private void restore(Path faulty) throws IOException {
    switch (fault.condition()) {
      case FULL -> Files.deleteIfExists(filler(faulty));
      case READ_ONLY -> run("mount", "-o", "remount,rw", faulty.toString());
      case FOREIGN -> run("chown", "-R", "0", faulty.toString());
      case MISSING -> {}
    }
  }

  private static Path filler(Path folder) {
    return folder.resolve("filler");
  }

  private static void fill(Path folder) throws IOException {
    try (OutputStream out = Files.newOutputStream(filler(folder))) {
      byte[] some = new byte[4096];
      while (true) {
        out.write(some);
      }
    } catch (IOException e) {
      // Now it is full
    }
  }

  private static void mount(Path folder) throws IOException {
    run("mount", "-t", "tmpfs", "-o", "size=8m,mode=755", "tmpfs", folder.toString());
  }

  private static void run(String... command) throws IOException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      ChildJvm.Result result = ChildJvm.await(process);
      if (result.exitCode() != 0) {
        throw new IOException(List.of(command) + ": " + result.output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private final class LocalScene implements Scene {

    private final StoreLocation location;
    private final Runner runner;
    private final Path faulty;

    LocalScene(StoreLocation location, Runner runner, Path faulty) {
      this.location = location;
      this.runner = runner;
      this.faulty = faulty;
    }

    @Override
    public StoreLocation location() {
      return location;
    }

    @Override
    public BlobStore open(Waits waits) {
      return new DirectoryBlobStore((DirectoryLocation) location);
    }

    @Override
    public Runner runner() {
      return runner;
    }

    @Override
    public String waits(Waits waits) {
      return "no longer";
    }

    @Override
    public void close() throws IOException {
      restore(faulty);
    }
  }
}
