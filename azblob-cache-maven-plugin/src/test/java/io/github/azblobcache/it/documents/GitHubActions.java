package io.github.azblobcache.it.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A workflow of GitHub Actions, or a part of one. */
final class GitHubActions {

  /** The actions, and what they take. */
  private static final Map<String, Set<String>> ACTIONS =
      Map.of(
          "actions/checkout@v4", Set.of("fetch-depth"),
          "actions/setup-java@v4", Set.of("distribution", "java-version", "cache"),
          "actions/upload-artifact@v4", Set.of("name", "path"),
          "azure/login@v2", Set.of("client-id", "tenant-id", "subscription-id"));

  private static final Set<String> ON_MAIN = Set.of("github.ref == 'refs/heads/main'");
  private static final Set<String> ALWAYS =
      Set.of(
          "always()",
          "github.event_name == 'push' || github.event.pull_request.head.repo.full_name =="
              + " github.repository");

  /** What a step has left for the next ones. */
  private static final String NEXT_STEP =
      "while read -r variable; do export \"$variable\"; done < \"$GITHUB_ENV\"";

  private GitHubActions() {}

  static Workflow.Job job(Object yaml, boolean main) {
    List<String> scripts = new ArrayList<>(List.of("export GITHUB_ENV=$(mktemp)"));
    if (yaml instanceof List<?> steps) {
      steps(steps, main, scripts);
      return Workflow.of(Map.of(), scripts.subList(1, scripts.size()), false);
    }
    Map<?, ?> workflow = (Map<?, ?>) yaml;
    Workflow.requireKeys(workflow, "name", "on", "true", "permissions", "env", "jobs");
    Map<String, String> environment = Workflow.texts(workflow.get("env"));
    environment.replaceAll(
        (name, value) -> value.replace("${{ secrets.CACHE_KEY }}", Workflow.SECRET));
    Map<?, ?> jobs = (Map<?, ?>) workflow.get("jobs");
    if (jobs == null) {
      return Workflow.of(environment, List.of(), true);
    }
    for (Object value : jobs.values()) {
      Map<?, ?> job = (Map<?, ?>) value;
      Workflow.requireKeys(job, "runs-on", "steps");
      steps((List<?>) job.get("steps"), main, scripts);
    }
    return Workflow.of(environment, scripts, false);
  }

  private static void steps(List<?> steps, boolean main, List<String> scripts) {
    for (Object value : steps) {
      Map<?, ?> step = (Map<?, ?>) value;
      Workflow.requireKeys(step, "uses", "with", "if", "run");
      if (step.containsKey("uses")) {
        String action = step.get("uses").toString();
        Workflow.requireKnown(action, ACTIONS.keySet());
        Workflow.texts(step.get("with"))
            .keySet()
            .forEach(input -> Workflow.requireKnown(input, ACTIONS.get(action)));
      }
      if (isRun(step, main) && step.containsKey("run")) {
        scripts.add(step.get("run").toString());
        scripts.add(NEXT_STEP);
      }
    }
  }

  private static boolean isRun(Map<?, ?> step, boolean main) {
    if (!step.containsKey("if")) {
      return true;
    }
    String condition = step.get("if").toString();
    if (ON_MAIN.contains(condition)) {
      return main;
    }
    Workflow.requireKnown(condition, ALWAYS);
    return true;
  }
}
