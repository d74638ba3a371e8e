package io.github.azblobcache.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A Docker daemon of its own, beside any that the machine has, empty at the start.
 *
 * <p>It shares nothing with the machine's daemon: images, containers, socket and state are in a
 * temporary folder. Its containers have no network and no copy-on-write: enough to load, inspect,
 * save and run an image. It ends when it is closed and when this JVM ends, and its mounts and its
 * folder go with it. Needs root.
 */
public final class DockerDaemon implements AutoCloseable {

  private static final String HOW_TO_INSTALL = "Install it with 'apt-get install docker.io'.";
  private static final Duration TIME_TO_START = Duration.ofSeconds(60);
  private static final Pattern LISTENS = Pattern.compile("API listen on (/[^\\s\"]+)");

  private final Path socket;
  private final Optional<ServerProcess> owned;

  private DockerDaemon(Path socket, Optional<ServerProcess> owned) {
    this.socket = socket;
    this.owned = owned;
  }

  /**
   * The one of this JVM; started by the first call. Closing it does nothing.
   *
   * @throws MissingPartException if there is no daemon to start, or no right to start it
   */
  public static DockerDaemon shared() {
    String socket = OnePerJvm.describe("docker-daemon", () -> start().socket.toString());
    return new DockerDaemon(Path.of(socket), Optional.empty());
  }

  /**
   * Starts one of its own. Close it.
   *
   * @throws MissingPartException if there is no daemon to start, or no right to start it
   */
  public static DockerDaemon start() {
    Path program = OnPath.require("dockerd", HOW_TO_INSTALL);
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new MissingPartException("A Docker daemon can be started by root only.");
    }
    try {
      Path work = ServerProcess.newWorkFolder();
      Path config = work.resolve("daemon.json");
      Files.writeString(config, "{}", StandardCharsets.UTF_8);
      Path socket = work.resolve("docker.sock");
      ServerProcess process =
          ServerProcess.start(work, Set.of(), command(program, config, work, socket));
      process.awaitPrinted(LISTENS, TIME_TO_START);
      return new DockerDaemon(socket, Optional.of(process));
    } catch (IOException e) {
      throw new UncheckedIOException("The Docker daemon could not be started", e);
    }
  }

  private static List<String> command(Path program, Path config, Path work, Path socket) {
    return List.of(
        program.toString(),
        // Its own, or it would read the machine's.
        "--config-file=" + config,
        "--data-root=" + work.resolve("data"),
        "--exec-root=" + work.resolve("exec"),
        "--pidfile=" + work.resolve("docker.pid"),
        "--host=unix://" + socket,
        "--storage-driver=vfs",
        "--iptables=false",
        "--ip6tables=false",
        "--bridge=none");
  }

  /** The value for {@code DOCKER_HOST}, as in {@code unix:///…/docker.sock}. */
  public String dockerHost() {
    return "unix://" + socket;
  }

  @Override
  public void close() {
    owned.ifPresent(ServerProcess::close);
  }
}
