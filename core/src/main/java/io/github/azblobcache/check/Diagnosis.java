package io.github.azblobcache.check;

import java.util.List;

/**
 * What was found out about a cache. Has no secret in it; text in it may come from the store.
 *
 * @param cache what was checked
 * @param steps in the order in which they were taken
 */
public record Diagnosis(CheckedCache cache, List<CheckStep> steps) {

  /** Copies the list. */
  public Diagnosis {
    steps = List.copyOf(steps);
  }

  /** The steps that a build needs and that do not work. */
  public List<CheckStep> failures() {
    return steps.stream().filter(step -> step.outcome() == Outcome.FAILED).toList();
  }

  /** One sentence, without its full stop. */
  public String summary() {
    if (failures().isEmpty()) {
      return "builds can "
          + (cache.isImported() ? "import from" : "")
          + (cache.isImported() && cache.isExported() ? " and " : "")
          + (cache.isExported() ? "export to" : "")
          + " "
          + cache.location();
    }
    List<String> names = failures().stream().map(CheckStep::name).toList();
    return "builds can't use "
        + cache.location()
        + " as they should: "
        + String.join(", ", names)
        + " failed";
  }
}
