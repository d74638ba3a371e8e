package io.github.azblobcache.check;

import java.util.List;
import java.util.Set;

/**
 * What was found out about a cache. Has no secret in it; text in it may come from the store.
 *
 * @param cache what was checked
 * @param steps in the order in which they were taken
 */
public record Diagnosis(CheckedCache cache, List<CheckStep> steps) {

  /** The steps that look for what is imported. */
  private static final Set<String> WHERE_IT_IS = Set.of("folder", "read");

  /** Copies the list. */
  public Diagnosis {
    steps = List.copyOf(steps);
  }

  /** The steps that a build needs and that do not work. */
  public List<CheckStep> failures() {
    return steps.stream().filter(step -> step.outcome() == Outcome.FAILED).toList();
  }

  private boolean hasNothingToImport() {
    return !cache.isExported()
        && steps.stream()
            .anyMatch(step -> WHERE_IT_IS.contains(step.name()) && step.outcome() == Outcome.NOTE);
  }

  /** One sentence, without its full stop. */
  public String summary() {
    if (failures().isEmpty() && hasNothingToImport()) {
      return "builds find nothing to import in " + cache.location() + " yet";
    }
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
