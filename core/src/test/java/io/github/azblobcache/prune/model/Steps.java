package io.github.azblobcache.prune.model;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/**
 * Lets threads go on one at a time, each from one request to a store to its next. Who goes on is up
 * to a random number, so a seed is a schedule.
 */
final class Steps {

  /** What an actor does. */
  interface Work {
    void run() throws Exception;
  }

  /** One thread of the schedule. */
  final class Actor {

    private final Semaphore turn = new Semaphore(0);
    private final String name;
    private volatile boolean isDone;

    private Actor(String name) {
      this.name = name;
    }

    /**
     * Waits for this actor's next turn. Called by the actor before each request to a store.
     *
     * @param operation for the trace
     */
    void pass(String operation) {
      parked.release();
      turn.acquireUninterruptibly();
      if (isStopped) {
        throw new IllegalStateException("The schedule was stopped");
      }
      trace.add(clock.instant() + " " + name + " " + operation);
    }

    /** Whether the answer to the last request was lost. */
    boolean isUnlucky() {
      return random.nextInt(20) == 0;
    }

    @Override
    public String toString() {
      return name;
    }

    private void start(Work work) {
      Thread thread = new Thread(() -> perform(work), name);
      thread.setDaemon(true);
      thread.start();
    }

    private void perform(Work work) {
      turn.acquireUninterruptibly();
      try {
        work.run();
      } catch (Throwable e) {
        failures.add(new IllegalStateException(name + ": " + e + trace(), e));
      } finally {
        isDone = true;
        parked.release();
      }
    }
  }

  private final Semaphore parked = new Semaphore(0);
  private final List<Actor> actors = new ArrayList<>();
  private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
  private final List<String> trace = new ArrayList<>();
  private final Random random;
  private final Clock clock;
  private volatile boolean isStopped;

  Steps(Random random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  /** A new actor, which begins when the schedule says so. */
  Actor actor(String name) {
    Actor actor = new Actor(name);
    actors.add(actor);
    return actor;
  }

  private String trace() {
    return "\n" + String.join("\n", trace) + "\n";
  }

  void start(Actor actor, Work work) {
    actor.start(work);
  }

  /**
   * Runs all actors to their ends.
   *
   * @param between is called before each step, when no actor runs
   * @throws RuntimeException what the first actor threw
   */
  void run(Runnable between) {
    while (true) {
      List<Actor> alive = actors.stream().filter(actor -> !actor.isDone).toList();
      if (alive.isEmpty() || !failures.isEmpty()) {
        break;
      }
      between.run();
      alive.get(random.nextInt(alive.size())).turn.release();
      parked.acquireUninterruptibly();
    }
    if (!failures.isEmpty()) {
      isStopped = true;
      actors.forEach(actor -> actor.turn.release());
      parked.acquireUninterruptibly((int) actors.stream().filter(actor -> !actor.isDone).count());
      throw failures.get(0);
    }
  }
}
