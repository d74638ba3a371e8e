package io.github.azblobcache.it.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A configuration of GitLab CI with one job. */
final class GitLabCi {

  private static final String ON_MAIN = "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH";
  private static final String IN_MERGE_REQUESTS = "$CI_PIPELINE_SOURCE == \"merge_request_event\"";

  private GitLabCi() {}

  static Workflow.Job job(Object yaml, boolean main) {
    Map<?, ?> configuration = (Map<?, ?>) yaml;
    Workflow.requireKeys(configuration, "image", "variables", "build-image");
    Map<?, ?> job = (Map<?, ?>) configuration.get("build-image");
    Workflow.requireKeys(job, "id_tokens", "before_script", "script", "rules", "artifacts");
    Workflow.requireAll(job, "script", "rules");
    Map<String, String> variables = Workflow.texts(configuration.get("variables"));
    variables.putAll(ruled((List<?>) job.get("rules"), main));

    List<String> scripts = new ArrayList<>(List.of("export CI_BUILDS_DIR=$(mktemp -d)"));
    Workflow.texts(job.get("id_tokens"))
        .keySet()
        .forEach(token -> scripts.add("export " + token + "=token"));
    // The service expands variables in variables.
    variables.forEach((name, value) -> scripts.add("export " + name + "=\"" + value + "\""));
    ((List<?>) job.get("before_script")).forEach(line -> scripts.add(line.toString()));
    ((List<?>) job.get("script")).forEach(line -> scripts.add(line.toString()));
    Map<String, String> environment = new LinkedHashMap<>(variables);
    environment.keySet().removeIf(name -> !name.startsWith("AZBLOB"));
    return Workflow.of(environment, scripts, false);
  }

  /** The variables of the rule that applies. */
  private static Map<String, String> ruled(List<?> rules, boolean main) {
    for (Object value : rules) {
      Map<?, ?> rule = (Map<?, ?>) value;
      Workflow.requireKeys(rule, "if", "variables");
      Workflow.requireKeys(Map.of(rule.get("if"), ""), ON_MAIN, IN_MERGE_REQUESTS);
      if (rule.get("if").equals(main ? ON_MAIN : IN_MERGE_REQUESTS)) {
        return Workflow.texts(rule.get("variables"));
      }
    }
    throw new AssertionError("No rule for the main branch: " + main);
  }
}
