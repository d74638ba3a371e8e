package io.github.azblobcache.jib.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.testkit.Azurite;
import io.github.azblobcache.testkit.RealParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/faults.md says what happens.
 *
 * <p>Meets one fault in some; each of them with {@code -Dfaults=all}, which takes minutes; those
 * whose names match with {@code -Dfaults=<regex>}. The rows of the others stay as the page has
 * them.
 */
@Timeout(1800)
class FaultsInDocsTest {

  private static final Path PAGE = Path.of("..", "docs", "faults.md");
  private static final String WANTED = System.getProperty("faults", "");
  private static final boolean IS_WRITTEN = Boolean.getBoolean("docs.write");
  private static final String TO_WRITE =
      "docs/faults.md does not say what happened. If that is meant, write it anew with: ./mvnw -pl"
          + " jib-extension -am test -Dtest=FaultsInDocsTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dfaults=all -Ddocs.write=true";

  /** One in so many is met where not all are. */
  private static final int PART = 12;

  /** Most of the time they wait. */
  private static final int AT_ONCE = 6;

  /** On a slow machine a layer may come later than it is built, and is not waited for. */
  private static final int TRIES = 3;

  @TempDir private Path folder;
  private int faults;

  @Test
  void thePageSaysWhatHappens() throws Exception {
    String written = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    Azurite azurite = RealParts.require(Azurite::shared);
    World world = World.in(folder);
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      Map<String, List<Future<Optional<FaultPage.Row>>>> begun = new LinkedHashMap<>();
      for (Map.Entry<String, List<Fault>> group : FaultPage.groups().entrySet()) {
        List<Future<Optional<FaultPage.Row>>> rows = new ArrayList<>();
        for (Fault fault : group.getValue()) {
          boolean isWanted = isWanted(fault.name());
          Scenery scenery = new ServiceScenery(azurite, fault);
          rows.add(
              threads.submit(
                  () ->
                      isWanted
                          ? Optional.of(row(world, fault.name(), scenery, written))
                          : FaultPage.Row.in(written, fault.name())));
        }
        begun.put(group.getKey(), rows);
      }
      begun.put(FaultPage.LOCAL, local(written, threads));
      String page = FaultPage.of(ended(begun));
      if (IS_WRITTEN) {
        Files.writeString(PAGE, page);
      } else {
        assertEquals(written, page, TO_WRITE);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Future<Optional<FaultPage.Row>>> local(String written, ExecutorService threads)
      throws IOException {
    List<String> wanted = new ArrayList<>();
    for (LocalFault fault : LocalFault.all()) {
      if (isWanted(fault.name())) {
        wanted.add(fault.name());
      }
    }
    boolean areMade = !wanted.isEmpty() && LocalFaults.canBeMade(folder);
    Future<String> made = threads.submit(() -> areMade ? LocalFaults.rows(wanted, folder) : "");
    List<Future<Optional<FaultPage.Row>>> rows = new ArrayList<>();
    for (LocalFault fault : LocalFault.all()) {
      String name = fault.name();
      boolean isMade = areMade && wanted.contains(name);
      rows.add(threads.submit(() -> FaultPage.Row.in(isMade ? made.get() : written, name)));
    }
    return rows;
  }

  private static Map<String, List<FaultPage.Row>> ended(
      Map<String, List<Future<Optional<FaultPage.Row>>>> begun)
      throws InterruptedException, ExecutionException {
    Map<String, List<FaultPage.Row>> ended = new LinkedHashMap<>();
    for (Map.Entry<String, List<Future<Optional<FaultPage.Row>>>> group : begun.entrySet()) {
      List<FaultPage.Row> rows = new ArrayList<>();
      for (Future<Optional<FaultPage.Row>> row : group.getValue()) {
        row.get().ifPresent(rows::add);
      }
      ended.put(group.getKey(), rows);
    }
    return ended;
  }

  private boolean isWanted(String fault) {
    int number = faults++;
    return switch (WANTED) {
      case "all" -> true;
      case "" -> number % PART == 0;
      default -> fault.matches(WANTED);
    };
  }

  private FaultPage.Row row(World world, String fault, Scenery scenery, String written)
      throws IOException {
    FaultPage.Row row = FaultPage.Row.of(fault, world, scenery, folder);
    for (int tries = 1; tries < TRIES && !IS_WRITTEN && !row.isIn(written); tries++) {
      row = FaultPage.Row.of(fault, world, scenery, folder);
    }
    return row;
  }
}
