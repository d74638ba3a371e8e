package io.github.azblobcache.maven.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CiServiceTest {

  private static final Path PAGES = Path.of("..", "docs", "ci");

  private static final Map<CiService, String> PAGE =
      Map.of(
          CiService.GITHUB, "github-actions.md",
          CiService.AZURE, "azure-pipelines.md",
          CiService.GITLAB, "gitlab-ci.md",
          CiService.JENKINS, "jenkins.md");

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsWhatTheDocumentsShow(CiService service) throws IOException {
    String language = service == CiService.JENKINS ? "groovy" : "yaml";

    assertTrue(
        Files.readString(PAGES.resolve(PAGE.get(service)))
            .contains("```" + language + "\n" + service.recipe() + "```\n"),
        PAGE.get(service) + " has to show " + service.recipe());
  }

  @ParameterizedTest
  @EnumSource
  void aProjectsOwnAccountAndBuildStandInIt(CiService service) {
    String recipe = service.recipe("https://shop.example.com", "./mvnw -B verify");

    assertTrue(recipe.contains("account_url=https://shop.example.com,name=main"), recipe);
    assertTrue(recipe.contains("./mvnw -B verify"), recipe);
    assertFalse(recipe.contains("acct.blob") || recipe.contains("mvn -B package"), recipe);
    assertEquals(service.recipe(), service.recipe("", "mvn -B package jib:build"));
  }
}
