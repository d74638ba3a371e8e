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
 * A container registry over plain HTTP on a free port of this machine, empty at the start.
 *
 * <p>It is the reference implementation, as Debian and Ubuntu package it. It ends when it is closed
 * and when this JVM ends, and its images with it. May be used from any thread.
 */
public final class DockerRegistry implements AutoCloseable {

  private static final String HOW_TO_INSTALL = "Install it with 'apt-get install docker-registry'.";
  private static final Duration TIME_TO_START = Duration.ofSeconds(30);
  private static final Pattern LISTENS = Pattern.compile("listening on (127\\.0\\.0\\.1:\\d+)");
  private static final Pattern REQUEST = Pattern.compile("\"([A-Z]+ /\\S*) HTTP/[\\d.]+\" \\d{3} ");

  private final String address;
  private final Path log;
  private final Optional<ServerProcess> owned;

  private DockerRegistry(String address, Path log, Optional<ServerProcess> owned) {
    this.address = address;
    this.log = log;
    this.owned = owned;
  }

  /**
   * The one of this JVM; started by the first call. Closing it does nothing.
   *
   * @throws MissingPartException if no registry is installed
   */
  public static DockerRegistry shared() {
    String description =
        OnePerJvm.describe(
            "docker-registry",
            () -> {
              DockerRegistry started = start();
              return started.address + " " + started.log;
            });
    String[] parts = description.split(" ", 2);
    return new DockerRegistry(parts[0], Path.of(parts[1]), Optional.empty());
  }

  /**
   * Starts one of its own. Close it.
   *
   * @throws MissingPartException if no registry is installed
   */
  public static DockerRegistry start() {
    return start(Optional.empty());
  }

  /**
   * Starts one of its own that asks for a login. Close it.
   *
   * @throws MissingPartException if no registry, or no {@code htpasswd}, is installed
   */
  public static DockerRegistry startWithLogin(String user, String password) {
    return start(Optional.of(new String[] {user, password}));
  }

  private static DockerRegistry start(Optional<String[]> login) {
    try {
      Path program = OnPath.require("docker-registry", HOW_TO_INSTALL);
      Path work = ServerProcess.newWorkFolder();
      Path config = work.resolve("config.yml");
      Files.writeString(
          config,
          configuration(work) + (login.isPresent() ? auth(work, login.get()) : ""),
          StandardCharsets.UTF_8);
      ServerProcess process =
          ServerProcess.start(
              work, Set.of(), List.of(program.toString(), "serve", config.toString()));
      String address = process.awaitPrinted(LISTENS, TIME_TO_START);
      return new DockerRegistry(address, work.resolve(ServerProcess.LOG), Optional.of(process));
    } catch (IOException e) {
      throw new UncheckedIOException("The registry could not be started", e);
    }
  }

  private static String configuration(Path work) {
    return """
    version: 0.1
    log:
      level: info
    storage:
      filesystem:
        rootdirectory: %s
      delete:
        enabled: true
    http:
      addr: 127.0.0.1:0
      secret: no-secret
    """
        .formatted(work.resolve("images"));
  }

  private static String auth(Path work, String[] login) throws IOException {
    Path users = work.resolve("htpasswd");
    Path program = OnPath.require("htpasswd", "Install it with 'apt-get install apache2-utils'.");
    Process hashing =
        new ProcessBuilder(program.toString(), "-Bbn", login[0], login[1])
            .redirectOutput(users.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (hashing.waitFor() != 0) {
        throw new IOException("htpasswd failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a password was hashed", e);
    }
    return """
    auth:
      htpasswd:
        realm: test
        path: %s
    """
        .formatted(users);
  }

  /** Host and port, as in {@code 127.0.0.1:40123}: the first part of an image's name. */
  public String address() {
    return address;
  }

  /**
   * What it was asked since its start, in the order of the answers, as in {@code HEAD
   * /v2/app/manifests/latest}; with the query, if there was one. A request is listed shortly after
   * its answer, so wait for the last one you expect.
   */
  public List<String> requests() {
    try {
      return REQUEST
          .matcher(ServerProcess.printed(log))
          .results()
          .map(match -> match.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The registry's log can't be read", e);
    }
  }

  @Override
  public void close() {
    owned.ifPresent(ServerProcess::close);
  }
}
