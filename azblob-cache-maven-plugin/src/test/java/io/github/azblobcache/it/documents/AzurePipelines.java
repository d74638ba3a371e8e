package io.github.azblobcache.it.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A pipeline of Azure Pipelines, or some steps of one. */
final class AzurePipelines {

  private static final String ON_MAIN =
      "${{ if eq(variables['Build.SourceBranch'], 'refs/heads/main') }}";
  private static final String ELSE = "${{ else }}";

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
      variables.putAll(variables((Map<?, ?>) pipeline.get("variables"), main));
      steps = (List<?>) pipeline.get("steps");
    }
    variables.put("cacheKey", Workflow.SECRET);
    Map<String, String> environment = new LinkedHashMap<>();
    List<String> scripts = new ArrayList<>();
    for (Object value : steps) {
      step((Map<?, ?>) value, environment, scripts);
    }
    environment.replaceAll((name, text) -> expanded(text, variables));
    return Workflow.of(environment, scripts, false);
  }

  private static Map<String, String> variables(Map<?, ?> written, boolean main) {
    Map<String, String> variables = new LinkedHashMap<>();
    written.forEach(
        (name, value) -> {
          if (!(value instanceof Map)) {
            variables.put(name.toString(), value.toString());
          } else {
            Workflow.requireKeys(Map.of(name, ""), ON_MAIN, ELSE);
            variables.putAll(name.equals(ON_MAIN) == main ? Workflow.texts(value) : Map.of());
          }
        });
    return variables;
  }

  private static void step(Map<?, ?> step, Map<String, String> environment, List<String> scripts) {
    Workflow.requireKeys(step, "task", "displayName", "inputs", "env", "script");
    if (step.containsKey("task")) {
      Workflow.requireKeys(Map.of(step.get("task"), ""), "AzureCLI@3");
      Map<?, ?> inputs = (Map<?, ?>) step.get("inputs");
      Workflow.requireKeys(
          inputs, "azureSubscription", "scriptType", "scriptLocation", "inlineScript");
      Workflow.requireAll(
          inputs, "azureSubscription", "scriptType", "scriptLocation", "inlineScript");
      scripts.add(inputs.get("inlineScript").toString());
    } else {
      scripts.add(step.get("script").toString());
    }
    environment.putAll(Workflow.texts(step.get("env")));
  }

  private static String expanded(String text, Map<String, String> variables) {
    String expanded = text;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      expanded = expanded.replace("$(" + variable.getKey() + ")", variable.getValue());
    }
    return expanded;
  }
}
