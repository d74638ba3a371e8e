package io.github.azblobcache.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server program on a leash: it ends when it is closed and when this JVM ends, in whatever way.
 *
 * <p>It works in a temporary folder that goes when the server has ended. What it prints is in
 * {@link #LOG} there.
 */
final class ServerProcess implements AutoCloseable {

  /** Name, in the work folder, of the file with all that the server printed. */
  static final String LOG = "server.log";

  private static final String EXIT_CODE = "exit-code";
  private static final Duration TIME_TO_END = Duration.ofSeconds(20);

  // A shell holds the leash and not a shutdown hook of this JVM: a JVM that is killed runs no
  // hooks,
  // but the pipe to the shell's standard input closes then too. Mounts are a container daemon's;
  // nothing is deleted through one that can't be undone.
  private static final String LEASH =
      """
      trap '' INT HUP
      work=$1; shift
      exec 3<&0
      "$@" </dev/null 3<&- >>"$work/server.log" 2>&1 &
      child=$!
      ( cat <&3 >/dev/null; kill "$child" 2>/dev/null ) &
      leash=$!
      exec 3<&-
      wait "$child"
      echo $? >"$work/exit-code"
      wait "$leash"
      if [ -r /proc/mounts ]; then
        cut -d' ' -f2 /proc/mounts | grep "^$work/" | sort -r | while read -r mount; do
          umount "$mount" || umount -l "$mount"
        done 2>/dev/null
        grep -q " $work/" /proc/mounts && exit 1
      fi
      rm -rf "$work"
      """;

  private final Path work;
  private final Process leash;

  private ServerProcess(Path work, Process leash) {
    this.work = work;
    this.leash = leash;
  }

  /** Makes a folder for one server; its path is short enough for a Unix socket in it. */
  static Path newWorkFolder() throws IOException {
    return Files.createTempDirectory("azblob-").toRealPath();
  }

  /**
   * Starts a server; does not wait until it answers.
   *
   * @param work from {@link #newWorkFolder()}, the server's current folder; deleted at the end
   * @param withoutEnvironment variables that are not passed on to the server
   */
  static ServerProcess start(Path work, Set<String> withoutEnvironment, List<String> command)
      throws IOException {
    return start(work, withoutEnvironment, Map.of(), command);
  }

  /**
   * The same with more in the environment.
   *
   * @param environment is passed on to the server, whatever else is not
   */
  static ServerProcess start(
      Path work,
      Set<String> withoutEnvironment,
      Map<String, String> environment,
      List<String> command)
      throws IOException {
    Path shell = OnPath.require("sh", "The test kit's servers need a POSIX shell.");
    List<String> leashed =
        new ArrayList<>(List.of(shell.toString(), "-c", LEASH, "leash", work.toString()));
    leashed.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(leashed).directory(work.toFile());
    builder.environment().keySet().removeAll(withoutEnvironment);
    builder.environment().putAll(environment);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new ServerProcess(work, builder.start());
  }

  /**
   * Waits until the server has printed something, and gives the pattern's first group.
   *
   * @throws IllegalStateException with the server's log, if the server ended or the time is over;
   *     the server is closed then
   */
  String awaitPrinted(Pattern pattern, Duration atMost) throws IOException {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      boolean over = ended() || System.nanoTime() > end;
      String printed = printed(work.resolve(LOG));
      Matcher matcher = pattern.matcher(printed);
      if (matcher.find()) {
        return matcher.group(1);
      }
      if (over) {
        close();
        throw new IllegalStateException(
            "The server did not print '" + pattern + "' in " + atMost + ". It printed: " + printed);
      }
      pause();
    }
  }

  /** All that a server printed so far. */
  static String printed(Path log) throws IOException {
    return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
  }

  /** Ends the server and waits until it, and its folder, are gone. May be called twice. */
  @Override
  public void close() {
    try {
      leash.getOutputStream().close();
      if (!leash.waitFor(TIME_TO_END.toSeconds(), TimeUnit.SECONDS)) {
        leash.descendants().forEach(ProcessHandle::destroyForcibly);
        leash.waitFor(TIME_TO_END.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (IOException e) {
      leash.descendants().forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean ended() {
    return !leash.isAlive() || Files.exists(work.resolve(EXIT_CODE));
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a server was starting", e);
    }
  }
}
