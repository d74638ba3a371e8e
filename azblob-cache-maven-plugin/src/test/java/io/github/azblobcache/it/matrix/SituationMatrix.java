package io.github.azblobcache.it.matrix;

import io.github.azblobcache.testkit.DockerDaemon;
import io.github.azblobcache.testkit.DockerRegistry;
import io.github.azblobcache.testkit.Jdks;
import io.github.azblobcache.testkit.NamedAccount;
import io.github.azblobcache.testkit.RealParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;

/**
 * Tries each of {@link Situation#all()} on real parts, and says what came of it as a Markdown
 * table.
 */
public final class SituationMatrix implements AutoCloseable {

  private static final int AT_ONCE = 2;

  private final Surroundings surroundings;
  private final SituationBuilds builds;
  private final BlockingQueue<BaseImages> idle = new LinkedBlockingQueue<>();
  private final ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);

  /**
   * Starts what all situations share. Close it.
   *
   * @param script the variables that the invoker gives to the script
   */
  public SituationMatrix(Map<String, Object> script) throws IOException {
    surroundings = Surroundings.of(script);
    builds = new SituationBuilds(surroundings);
  }

  /**
   * Whether this machine has what they need.
   *
   * @throws Exception if it lacks something, on a CI runner
   */
  public static boolean canRunHere() throws Exception {
    try {
      RealParts.require(DockerRegistry::shared);
      RealParts.require(DockerDaemon::shared);
      RealParts.require(NamedAccount::requirePort);
      for (int jdk : Situation.JDKS) {
        RealParts.require(() -> Jdks.home(jdk));
      }
      return true;
    } catch (org.opentest4j.TestAbortedException e) {
      System.out.println(e.getMessage());
      return false;
    }
  }

  /**
   * Tries them, and makes the table.
   *
   * @param wanted a regular expression that the rows of those to try have somewhere
   * @param before a table that has the rows of the others
   */
  public String table(String wanted, String before) throws Exception {
    List<Situation> situations = Situation.all();
    builds.warmUp();
    var tar = builds.baseInTar();
    List<Future<?>> made = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      made.add(executor.submit(() -> idle.add(builds.bases(tar))));
    }
    for (Future<?> bases : made) {
      bases.get();
    }
    Pattern pattern = Pattern.compile(wanted);
    List<Future<String>> results = new ArrayList<>();
    for (Situation it : situations) {
      boolean isWanted = pattern.matcher(it.cells()).find();
      results.add(
          isWanted
              ? executor.submit(() -> result(it))
              : CompletableFuture.completedFuture(result(it, before)));
    }
    List<String> said = new ArrayList<>();
    for (Future<String> result : results) {
      said.add(result.get());
    }
    return SituationTable.of(situations, said);
  }

  /** {@code yes}, or what is wrong. */
  private String result(Situation situation) throws InterruptedException {
    BaseImages bases = idle.take();
    try {
      new SituationTrial(situation, builds, bases).run();
      return SituationTable.YES;
    } catch (IOException | RuntimeException | AssertionError e) {
      System.out.println(situation + ": " + e);
      return "no: " + reason(e).replace("|", "\\|");
    } finally {
      idle.add(bases);
    }
  }

  private static String result(Situation situation, String before) {
    return before.contains(situation.row(SituationTable.YES)) ? SituationTable.YES : "not tried";
  }

  private static String reason(Throwable e) {
    String output = String.valueOf(e.getMessage());
    return output
        .lines()
        .filter(line -> line.contains("[ERROR]") || line.contains("[WARNING] Layer"))
        .findFirst()
        .orElse(output.lines().findFirst().orElse(""));
  }

  @Override
  public void close() throws IOException {
    executor.shutdownNow();
    idle.forEach(BaseImages::close);
    surroundings.close();
  }
}
