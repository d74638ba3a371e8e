package io.github.azblobcache.it.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.maven.init.CiService;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The configurations that {@code init} writes have the keys that their services know and need, as
 * the services' schemas have them: github-workflow.json of SchemaStore 3b6446a, service-schema.json
 * of azure-pipelines-vscode, which does not know {@code AzureCLI@3} yet, and the schema of GitLab
 * in gitlab-ci-local 4.75.1.
 */
class WorkflowTest {

  private static final Map<CiService, String> PAGES =
      Map.of(
          CiService.GITHUB, "github-actions.md",
          CiService.AZURE, "azure-pipelines.md",
          CiService.GITLAB, "gitlab-ci.md",
          CiService.JENKINS, "jenkins.md");

  private static List<Workflow.Job> jobs(CiService service, String configuration) {
    return Workflow.jobs(
        new Snippet(Path.of(PAGES.get(service)), "", 1, Snippet.INDENTED, configuration));
  }

  @ParameterizedTest
  @EnumSource
  void whatInitWritesRunsTheBuildAndExportsFromTheMainBranchAlone(CiService service) {
    List<Workflow.Job> jobs =
        jobs(service, service.recipe("https://shop.blob.core.windows.net", "./mvnw -B deploy"));
    assertEquals(
        List.of("read-write", "read"),
        jobs.stream().map(job -> access(job, service)).toList(),
        jobs.toString());
    for (Workflow.Job job : jobs) {
      assertTrue(job.script().contains("./mvnw -B deploy"), job.script());
      assertTrue(
          job.environment()
              .get("AZBLOB_CACHE_TO")
              .startsWith("type=azblob,account_url=https://shop.blob.core.windows.net,"),
          job.toString());
    }
  }

  private static String access(Workflow.Job job, CiService service) {
    String access = job.environment().get("AZBLOB_CACHE_ACCESS");
    assertTrue(List.of("read-write", "read").contains(access), service + ": " + access);
    return access;
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB, runs-on:, run-on:",
    "GITHUB, jobs:, job:",
    "GITHUB, actions/checkout@v7, actions/checkout@v1",
    "GITHUB, distribution: temurin, distributor: temurin",
    "AZURE, inlineScript: mvn, script: mvn",
    "AZURE, steps:, step:",
    "AZURE, AzureCLI@3, AzureCLI@1",
    "GITLAB, before_script:, script_before:",
    "GITLAB, id_tokens:, id_token:",
  })
  void whatAServiceDoesNotKnowIsAnError(CiService service, String right, String wrong) {
    String recipe = service.recipe();
    assertTrue(recipe.contains(right), recipe);
    assertThrows(AssertionError.class, () -> jobs(service, recipe.replace(right, wrong)));
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB, '    runs-on: ubuntu-latest\n'",
    "AZURE, '      scriptType: bash\n'",
    "AZURE, '      azureSubscription: ${{ variables.connection }}\n'",
  })
  void whatAServiceNeedsIsMissed(CiService service, String line) {
    String recipe = service.recipe();
    assertTrue(recipe.contains(line), recipe);
    assertThrows(AssertionError.class, () -> jobs(service, recipe.replace(line, "")));
  }
}
