package io.github.azblobcache.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ServerProcessTest {

  private static final Pattern PID = Pattern.compile("pid (\\d+)\n");
  private static final List<String> SERVER =
      List.of("sh", "-c", "touch made-here; echo pid $$; exec sleep 1000");

  @Test
  void endsWithItsFolderWhenClosed() throws Exception {
    Path work = ServerProcess.newWorkFolder();
    ServerProcess server = ServerProcess.start(work, Set.of(), SERVER);
    long pid = Long.parseLong(server.awaitPrinted(PID, Duration.ofSeconds(10)));
    assertTrue(Files.exists(work.resolve("made-here")));

    server.close();

    assertFalse(isAlive(pid));
    assertFalse(Files.exists(work));
  }

  @Test
  void saysWhatAServerPrintedThatDidNotStart() throws Exception {
    Path work = ServerProcess.newWorkFolder();
    ServerProcess server =
        ServerProcess.start(work, Set.of(), List.of("sh", "-c", "echo no such option; exit 3"));

    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class, () -> server.awaitPrinted(PID, Duration.ofSeconds(30)));

    assertTrue(failure.getMessage().contains("no such option"), failure.getMessage());
    assertFalse(Files.exists(work));
  }

  @Test
  void endsWhenItsJvmIsKilled() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName())
            .start();
    List<String> printed;
    try (BufferedReader reader = jvm.inputReader()) {
      printed = List.of(reader.readLine(), reader.readLine());
      jvm.destroyForcibly();
    }
    long pid = Long.parseLong(printed.get(0));

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          while (isAlive(pid) || Files.exists(Path.of(printed.get(1)))) {
            Thread.sleep(10);
          }
        });
    assertEquals(137, jvm.waitFor());
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** A JVM that starts a server and is killed before it can end it. */
  static final class Victim {

    public static void main(String[] args) throws Exception {
      Path work = ServerProcess.newWorkFolder();
      ServerProcess server = ServerProcess.start(work, Set.of(), SERVER);
      System.out.println(server.awaitPrinted(PID, Duration.ofSeconds(10)));
      System.out.println(work);
      Thread.sleep(60_000);
    }
  }
}
