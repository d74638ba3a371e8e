package io.github.azblobcache.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the variants of a row have in common.
 *
 * @param lab where
 * @param projects where the base image and its cache come from
 * @param sources the project
 * @param goals what Maven is asked for
 * @param isCompiled whether the classes are there before
 * @param isBaseLocal whether the base image is on a cold runner, or has to be pulled
 * @param images which images were built, because they have to be the same
 */
record Situation(
    Lab lab,
    Projects projects,
    Path sources,
    List<String> goals,
    boolean isCompiled,
    boolean isBaseLocal,
    SameImages images) {

  Situation {
    goals = List.copyOf(goals);
  }

  /** A runner that has never built this. */
  Checkout coldRunner() throws IOException {
    Checkout checkout = isCompiled ? lab.checkOutCompiled(sources) : lab.checkOut(sources);
    return isBaseLocal ? checkout.withBaseOf(projects.baseLocal()) : checkout;
  }

  /** A runner that has the base image, whatever a cold one has. */
  Checkout runnerWithBase() throws IOException {
    Checkout checkout = isCompiled ? lab.checkOutCompiled(sources) : lab.checkOut(sources);
    return checkout.withBaseOf(projects.baseLocal());
  }

  /**
   * Builds there.
   *
   * @param more the arguments that differ between variants
   * @return the time of the build alone
   * @throws NotAsClaimedException if the build fails
   */
  Duration build(Checkout checkout, List<String> more) throws IOException {
    return checkout.build(goals, arguments(more));
  }

  /** The arguments of a build that differ between variants, and those that do not. */
  List<String> arguments(List<String> more) throws IOException {
    List<String> all = new ArrayList<>(List.of(projects.baseImage()));
    all.addAll(more);
    return all;
  }
}
