package io.github.azblobcache.check.steps;

import io.github.azblobcache.check.CheckStep;
import io.github.azblobcache.check.Outcome;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of one check, as far as they have been taken. One thread takes them; another one may
 * end the log at any time, and what the first one finds after that counts no more.
 */
final class StepLog {

  /** A step. */
  @FunctionalInterface
  interface Probe {
    Finding run() throws IOException;
  }

  private final List<Step> plan;
  private final List<CheckStep> taken = new ArrayList<>();
  private Optional<Step> current = Optional.empty();
  private boolean isEnded;
  private boolean isLate;

  StepLog(List<Step> plan) {
    this.plan = plan;
  }

  /**
   * Takes a step, if it is planned; those between the last one and this one are skipped.
   *
   * @return whether it has not failed
   * @throws StoreInterruptedException if the thread is interrupted
   */
  boolean take(Step step, Probe probe) throws StoreInterruptedException {
    if (!plan.contains(step)) {
      return true;
    }
    begin(step);
    Finding finding;
    try {
      finding = probe.run();
    } catch (StoreInterruptedException e) {
      throw e;
    } catch (StoreException e) {
      finding = fault(step, withoutAdvice(e), e.advice());
    } catch (IOException | RuntimeException | LinkageError e) {
      finding = fault(step, e.toString(), "");
    }
    add(step, finding);
    return finding.outcome() != Outcome.FAILED;
  }

  /** What a message says before its advice. */
  static String withoutAdvice(StoreException e) {
    String message = e.getMessage();
    return message.substring(0, message.length() - e.advice().length()).strip();
  }

  private static Finding fault(Step step, String detail, String advice) {
    return step.isNeeded() ? Finding.failed(detail, advice) : Finding.note(detail, advice);
  }

  private synchronized void begin(Step step) {
    current = Optional.of(step);
  }

  private synchronized void add(Step step, Finding finding) {
    if (!isEnded) {
      current = Optional.empty();
      taken.add(
          new CheckStep(step.toString(), finding.outcome(), finding.detail(), finding.advice()));
    }
  }

  /** What ended the check between two steps; the next one has failed. */
  synchronized void abort(IOException cause) {
    plan.stream()
        .filter(step -> taken.stream().noneMatch(it -> it.name().equals(step.toString())))
        .findFirst()
        .ifPresent(step -> add(step, Finding.failed(String.valueOf(cause.getMessage()), "")));
  }

  /**
   * Ends the log: a step that is under way has failed, and those that are left are skipped.
   *
   * @param limit how long the check may take, for the message
   */
  synchronized List<CheckStep> end(Duration limit) {
    if (!isEnded && current.isPresent()) {
      isLate = true;
      add(
          current.get(),
          fault(
              current.get(),
              "no answer when the " + limit.toSeconds() + " s of this check were over",
              "Check the network, the proxy if there is one, and whether this machine is busy."));
    }
    isEnded = true;
    List<CheckStep> all = new ArrayList<>();
    for (Step step : plan) {
      all.add(
          taken.stream()
              .filter(it -> it.name().equals(step.toString()))
              .findFirst()
              .orElseGet(() -> new CheckStep(step.toString(), Outcome.SKIPPED, whySkipped(), "")));
    }
    return all;
  }

  private String whySkipped() {
    if (isLate) {
      return "because the time was over";
    }
    return taken.stream()
        .filter(it -> it.outcome() == Outcome.FAILED)
        .reduce((first, second) -> second)
        .map(failed -> "because " + failed.name() + " failed")
        .orElse("nothing to look at");
  }
}
