package io.github.azblobcache.it.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/**
 * What a CI service would run of a snippet of its configuration, as far as the documents' snippets
 * go. A key, an action or an expression that is not known here is an error: then the document has a
 * mistake, or this needs to learn it.
 */
final class Workflow {

  /** A secret variable of the service that holds the account key. */
  static final String SECRET = "${secret}";

  /** How a build is started where a snippet only has variables. */
  private static final String BUILD = "mvn -B package jib:build";

  /**
   * A job.
   *
   * @param environment of all that it runs; {@link #SECRET} stands for the account key
   * @param script of its steps, for bash
   */
  record Job(Map<String, String> environment, String script) {}

  private Workflow() {}

  /** A snippet's jobs: on the main branch, then for a pull request; none if it runs nothing. */
  static List<Job> jobs(Snippet snippet) {
    List<Job> jobs = new ArrayList<>();
    for (boolean main : new boolean[] {true, false}) {
      Job job = job(snippet, main);
      if (job != null && !jobs.contains(job)) {
        jobs.add(job);
      }
    }
    return jobs;
  }

  private static Job job(Snippet snippet, boolean main) {
    String page = snippet.document().getFileName().toString();
    return switch (page) {
      case "github-actions.md" -> GitHubActions.job(new Yaml().load(snippet.text()), main);
      case "azure-pipelines.md" -> AzurePipelines.job(new Yaml().load(snippet.text()), main);
      case "gitlab-ci.md" -> GitLabCi.job(new Yaml().load(snippet.text()), main);
      case "jenkins.md" -> Jenkins.job(snippet.text(), main);
      default -> throw new AssertionError("Of which CI service is this? " + snippet.place());
    };
  }

  /** A job with the steps that are there, or the usual build; null if it sets and runs nothing. */
  static Job of(Map<String, String> environment, List<String> steps, boolean runsAnyway) {
    if (steps.isEmpty() && !runsAnyway) {
      return null;
    }
    return new Job(environment, steps.isEmpty() ? BUILD : String.join("\n", steps));
  }

  /** A map's entries as texts; empty for null. */
  static Map<String, String> texts(Object map) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (map != null) {
      ((Map<?, ?>) map).forEach((key, value) -> texts.put(key.toString(), value.toString()));
    }
    return texts;
  }

  /** Makes sure that a map has only keys that the service knows. */
  static void requireKeys(Map<?, ?> map, String... known) {
    for (Object key : map.keySet()) {
      requireKnown(key.toString(), Set.of(known));
    }
  }

  /** Makes sure that a map has all keys that the service needs. */
  static void requireAll(Map<?, ?> map, String... needed) {
    for (String key : needed) {
      if (!map.containsKey(key)) {
        throw new AssertionError("'" + key + "' is missing: " + map);
      }
    }
  }

  /** Makes sure that something is known here. */
  static void requireKnown(String what, Set<String> known) {
    if (!known.contains(what)) {
      throw new AssertionError("'" + what + "' is none of " + known);
    }
  }
}
