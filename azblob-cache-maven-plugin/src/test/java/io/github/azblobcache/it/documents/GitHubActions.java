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
          "actions/checkout@v7", Set.of("persist-credentials"),
          "actions/setup-java@v6", Set.of("distribution", "java-version", "cache"),
          "actions/upload-artifact@v7", Set.of("name", "path"),
          "azure/login@v3", Set.of("client-id", "tenant-id", "subscription-id"));

  private static final String ACCESS =
      "${{ github.ref == 'refs/heads/main' && 'read-write' || 'read' }}";

  private static final Set<String> ALWAYS =
      Set.of(
          "always()",
          "github.event_name == 'push' || github.event.pull_request.head.repo.full_name =="
              + " github.repository");

  private GitHubActions() {}

  static Workflow.Job job(Object yaml, boolean main) {
    List<String> scripts = new ArrayList<>();
    if (yaml instanceof List<?> steps) {
      steps(steps, scripts);
      return Workflow.of(Map.of(), scripts, false);
    }
    Map<?, ?> workflow = (Map<?, ?>) yaml;
    Workflow.requireKeys(workflow, "name", "on", "true", "permissions", "env", "jobs");
    Map<String, String> environment = Workflow.texts(workflow.get("env"));
    environment.replaceAll(
        (name, value) ->
            value
                .replace("${{ secrets.CACHE_KEY }}", Workflow.SECRET)
                .replace(ACCESS, main ? "read-write" : "read"));
    Map<?, ?> jobs = (Map<?, ?>) workflow.get("jobs");
    if (jobs == null) {
      return Workflow.of(environment, List.of(), true);
    }
    for (Object value : jobs.values()) {
      Map<?, ?> job = (Map<?, ?>) value;
      Workflow.requireKeys(job, "runs-on", "steps");
      Workflow.requireAll(job, "runs-on", "steps");
      steps((List<?>) job.get("steps"), scripts);
    }
    return Workflow.of(environment, scripts, false);
  }

  private static void steps(List<?> steps, List<String> scripts) {
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
      if (step.containsKey("if")) {
        Workflow.requireKnown(step.get("if").toString(), ALWAYS);
      }
      if (step.containsKey("run")) {
        scripts.add(step.get("run").toString());
      }
    }
  }
}
