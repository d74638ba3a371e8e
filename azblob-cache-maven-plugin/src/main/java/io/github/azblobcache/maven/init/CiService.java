package io.github.azblobcache.maven.init;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The CI services for which there is a configuration: the same that {@code docs/ci} shows. */
public enum CiService {
  /** GitHub Actions. */
  GITHUB(
      "GitHub Actions",
      "github.yml",
      ".github/workflows/image.yml",
      ".github",
      "give the repository the variables CACHE_WRITER_ID, CACHE_READER_ID, AZURE_TENANT_ID and"
          + " AZURE_SUBSCRIPTION_ID"),

  /** Azure Pipelines. */
  AZURE(
      "Azure Pipelines",
      "azure.yml",
      "azure-pipelines.yml",
      "azure-pipelines.yml",
      "make the service connections layer-cache-writer and layer-cache-reader"),

  /** GitLab CI. */
  GITLAB(
      "GitLab CI",
      "gitlab.yml",
      ".gitlab-ci.yml",
      ".gitlab-ci.yml",
      "replace the ids of the tenant and of the two app registrations"),

  /** Jenkins. */
  JENKINS(
      "Jenkins",
      "jenkins.groovy",
      "Jenkinsfile",
      "Jenkinsfile",
      "make the credentials layer-cache-writer and layer-cache-reader");

  private static final String ACCOUNT_URL = "https://acct.blob.core.windows.net";
  private static final String BUILD = "mvn -B package jib:build";

  private final String title;
  private final String resource;
  private final String file;
  private final String trace;
  private final String setUp;

  CiService(String title, String resource, String file, String trace, String setUp) {
    this.title = title;
    this.resource = resource;
    this.file = file;
    this.trace = trace;
    this.setUp = setUp;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** Its configuration's path in a repository. */
  public String file() {
    return file;
  }

  /** The path in a repository that says that it is used there. */
  public String trace() {
    return trace;
  }

  /** What has to be there before the configuration works, as an imperative. */
  public String setUp() {
    return setUp;
  }

  /** Its configuration, as the documents show it. */
  public String recipe() {
    try (InputStream in = CiService.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Its configuration for a project.
   *
   * @param accountUrl the account's blob endpoint; empty for the one that the documents have
   * @param build the command that builds the image
   */
  public String recipe(String accountUrl, String build) {
    String recipe = recipe().replace(BUILD, build);
    return accountUrl.isEmpty() ? recipe : recipe.replace(ACCOUNT_URL, accountUrl);
  }
}
