package io.github.azblobcache.jib.faults;

import io.github.azblobcache.store.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Trials of this machine's faults, in a process that sees mounts of its own, and that is root
 * without root's right to write everywhere.
 */
final class LocalFaults {

  private LocalFaults() {}

  /**
   * Whether this user may make them.
   *
   * @throws AssertionError if not, in CI
   */
  static boolean canBeMade(Path folder) throws IOException {
    boolean isRoot = Files.getAttribute(folder, "unix:uid").equals(0);
    if (!isRoot && System.getenv("CI") != null) {
      throw new AssertionError("CI must run these trials as root");
    }
    return isRoot;
  }

  /**
   * The rows of some faults, as text.
   *
   * @param names of the faults
   */
  static String rows(List<String> names, Path folder) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("unshare", "--mount", "setpriv"));
    command.add("--bounding-set=-dac_override,-dac_read_search");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(LocalFaults.class.getName(), folder.toString()));
    command.addAll(names);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    ChildJvm.Result result = ChildJvm.await(process);
    if (result.exitCode() != 0) {
      throw new IOException(result.output());
    }
    return result.output();
  }

  /** Makes the trials, and prints the rows. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    List<String> names = List.of(arguments).subList(1, arguments.length);
    World world = World.in(Files.createTempDirectory(folder, "world"));
    for (LocalFault fault : LocalFault.all()) {
      if (names.contains(fault.name())) {
        System.out.print(
            FaultPage.Row.of(fault.name(), world, new LocalScenery(fault), folder).text());
      }
    }
  }
}
