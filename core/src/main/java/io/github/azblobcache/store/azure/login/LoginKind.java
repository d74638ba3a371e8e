package io.github.azblobcache.store.azure.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A login that the environment can have, in the order in which DefaultAzureCredential looks for
 * one. A service connection of Azure Pipelines, which that one does not look for, is first
 * (docs/behaviour.md, "order of credentials").
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/developer/java/sdk/authentication/credential-chains#defaultazurecredential-overview">Azure
 *     SDK, DefaultAzureCredential</a>
 */
enum LoginKind {
  PIPELINES("AzurePipelinesCredential", "the service connection of Azure Pipelines"),
  DEPLOYED("prod", "the environment variables, workload identity and managed identity"),
  ENVIRONMENT("EnvironmentCredential", "the environment variables"),
  WORKLOAD("WorkloadIdentityCredential", "the workload identity"),
  MACHINE("ManagedIdentityCredential", "the managed identity"),
  INTELLIJ("IntelliJCredential", "IntelliJ"),
  VISUAL_STUDIO_CODE("VisualStudioCodeCredential", "Visual Studio Code"),
  AZURE_CLI("AzureCliCredential", "the Azure CLI"),
  POWERSHELL("AzurePowerShellCredential", "Azure PowerShell"),
  DEVELOPER_CLI("AzureDeveloperCliCredential", "the Azure Developer CLI");

  /** The environment variable that chooses one, or some. */
  static final String CHOICE = "AZURE_TOKEN_CREDENTIALS";

  /**
   * With none of these, {@link #DEPLOYED} asks for a managed identity, at an address where on other
   * machines than Azure's something else can answer (docs/behaviour.md, "other metadata services").
   */
  private static final List<String> DEPLOYED_VARIABLES =
      List.of(
          "AZURE_CLIENT_ID",
          "AZURE_FEDERATED_TOKEN_FILE",
          "AZURE_USERNAME",
          "IDENTITY_ENDPOINT",
          "MSI_ENDPOINT");

  private static final List<LoginKind> DEVELOPER =
      List.of(INTELLIJ, VISUAL_STUDIO_CODE, AZURE_CLI, POWERSHELL, DEVELOPER_CLI);

  private static final List<String> CONNECTION =
      List.of(
          SdkLogin.CLIENT,
          SdkLogin.TENANT,
          SdkLogin.CONNECTION,
          SdkLogin.ACCESS_TOKEN,
          "SYSTEM_OIDCREQUESTURI");

  private final String sdkName;
  private final String text;

  LoginKind(String sdkName, String text) {
    this.sdkName = sdkName;
    this.text = text;
  }

  /** As the SDK and {@link #CHOICE} name it. */
  String sdkName() {
    return sdkName;
  }

  /** For people. */
  String text() {
    return text;
  }

  /**
   * Whether the environment asks for this login; otherwise it is tried because it might be there.
   */
  boolean isConfigured(UnaryOperator<String> environment) {
    if (this != DEPLOYED) {
      return true;
    }
    for (String name : DEPLOYED_VARIABLES) {
      if (!value(environment, name).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Which to try, in this order; empty if {@link #CHOICE} has no valid value. */
  static Optional<List<LoginKind>> chosen(UnaryOperator<String> environment) {
    String choice = value(environment, CHOICE).toLowerCase(Locale.ROOT);
    return switch (choice) {
      case "" -> Optional.of(isServiceConnection(environment) ? List.of(PIPELINES) : all());
      case "prod" -> Optional.of(List.of(DEPLOYED));
      case "dev" -> Optional.of(DEVELOPER);
      default -> named(choice);
    };
  }

  private static Optional<List<LoginKind>> named(String choice) {
    for (LoginKind kind : values()) {
      if (kind != PIPELINES && kind.sdkName.toLowerCase(Locale.ROOT).equals(choice)) {
        return Optional.of(List.of(kind));
      }
    }
    return Optional.empty();
  }

  private static List<LoginKind> all() {
    List<LoginKind> all = new ArrayList<>();
    all.add(DEPLOYED);
    all.addAll(DEVELOPER);
    return all;
  }

  private static boolean isServiceConnection(UnaryOperator<String> environment) {
    for (String name : CONNECTION) {
      if (value(environment, name).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static String value(UnaryOperator<String> environment, String name) {
    String value = environment.apply(name);
    return value == null ? "" : value.trim();
  }
}
