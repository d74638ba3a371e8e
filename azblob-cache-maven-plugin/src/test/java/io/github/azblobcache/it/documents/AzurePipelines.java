package io.github.azblobcache.it.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A pipeline of Azure Pipelines, or some steps of one. */
final class AzurePipelines {

  private static final String ON_MAIN =
      "${{ if eq(variables['Build.SourceBranch'], 'refs/heads/main') }}";

  /** What the page's pipeline has; its other snippets are steps of that one. */
  private static final Map<String, String> VARIABLES =
      Map.of("cache", "type=azblob,account_url=https://acct.blob.core.windows.net,name=main");

  private AzurePipelines() {}

  static Workflow.Job job(Object yaml, boolean main) {
    Map<String, String> variables = new LinkedHashMap<>(VARIABLES);
    List<?> steps;
    if (yaml instanceof List<?> list) {
      steps = list;
    } else {
      Map<?, ?> pipeline = (Map<?, ?>) yaml;
      Workflow.requireKeys(pipeline, "trigger", "pool", "variables", "steps");
      variables.putAll(Workflow.texts(pipeline.get("variables")));
      steps = (List<?>) pipeline.get("steps");
    }
    variables.put("cacheKey", Workflow.SECRET);
    Map<String, String> environment = new LinkedHashMap<>();
    List<String> scripts = new ArrayList<>();
    for (Object value : steps) {
      step((Map<?, ?>) value, main, environment, scripts);
    }
    environment.replaceAll((name, text) -> expanded(text, variables));
    return Workflow.of(environment, scripts, false);
  }

  private static void step(
      Map<?, ?> step, boolean main, Map<String, String> environment, List<String> scripts) {
    Workflow.requireKeys(step, "task", "displayName", "inputs", "env", "script");
    if (step.containsKey("task")) {
      Workflow.requireKeys(Map.of(step.get("task"), ""), "AzureCLI@2");
      Map<?, ?> inputs = (Map<?, ?>) step.get("inputs");
      Workflow.requireKeys(
          inputs, "azureSubscription", "scriptType", "scriptLocation", "inlineScript");
      scripts.add(inputs.get("inlineScript").toString());
    } else {
      scripts.add(step.get("script").toString());
    }
    Map<?, ?> variables = (Map<?, ?>) step.get("env");
    variables.forEach(
        (name, value) -> {
          if (!(value instanceof Map)) {
            environment.put(name.toString(), value.toString());
          } else {
            Workflow.requireKeys(Map.of(name, ""), ON_MAIN);
            environment.putAll(main ? Workflow.texts(value) : Map.of());
          }
        });
  }

  private static String expanded(String text, Map<String, String> variables) {
    String expanded = text;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      expanded = expanded.replace("$(" + variable.getKey() + ")", variable.getValue());
    }
    return expanded;
  }
}
