package io.github.azblobcache.store.azure.login;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.azblobcache.concurrent.DaemonThreads;
import io.github.azblobcache.store.azure.shared.TokenSource.Token;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Asks the Azure CLI for a token, as azure-identity's AzureCliCredential does, but keeps its two
 * outputs apart: an {@code az} that prints a notice of a new version on standard error still gives
 * a token. Neither output gets into a message (docs/behaviour.md, "the CLI's outputs").
 */
final class AzureCli {

  private static final String COMMAND =
      "az account get-access-token --output json --resource https://storage.azure.com";
  private static final int NOT_FOUND = 127;
  private static final int NOT_FOUND_ON_WINDOWS = 9009;
  private static final int MAX_OUTPUT_BYTES = 1024 * 1024;

  private AzureCli() {}

  /** The CLI gave no token. The message has nothing of its output. */
  static final class CliException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Set<String> codes;

    CliException(String message, Set<String> codes) {
      super(message);
      this.codes = codes;
    }

    /** The error codes of Entra ID in the output. */
    Set<String> codes() {
      return codes;
    }
  }

  /**
   * Runs the CLI.
   *
   * @param environment only asked for the tenant
   * @throws CliException if it gives no token within the limit
   */
  static Token token(UnaryOperator<String> environment, Duration limit)
      throws CliException, IOException, InterruptedException {
    boolean isWindows = System.getProperty("os.name").startsWith("Windows");
    return isWindows
        // A program in the working directory would be run in place of the CLI.
        ? token(environment, limit, systemFolder(environment), "cmd.exe", "/c")
        : token(environment, limit, Path.of("/"), "/bin/sh", "-c");
  }

  /**
   * Runs the CLI with a shell, as it is a script.
   *
   * @throws CliException also if there is no such shell, as in images without a distribution
   */
  static Token token(
      UnaryOperator<String> environment, Duration limit, Path directory, String... shell)
      throws CliException, IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(shell).directory(directory.toFile());
    builder.command().add(COMMAND + tenant(environment.apply("AZURE_TENANT_ID")));
    Process process = start(builder);
    try {
      process.getOutputStream().close();
      FutureTask<String> output = read(process.getInputStream());
      FutureTask<String> errors = read(process.getErrorStream());
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CliException("no answer in " + limit.toSeconds() + " s", Set.of());
      }
      return process.exitValue() == 0
          ? parse(text(output))
          : refused(process.exitValue(), text(errors) + text(output));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Process start(ProcessBuilder builder) throws CliException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new CliException("not installed", Set.of());
    }
  }

  private static Path systemFolder(UnaryOperator<String> environment) {
    return Path.of(String.valueOf(environment.apply("SystemRoot")), "system32");
  }

  // It becomes a part of a command line.
  private static String tenant(String id) {
    return id != null && id.matches("[0-9A-Za-z.-]+") ? " --tenant " + id : "";
  }

  private static Token refused(int exitValue, String output) throws CliException {
    if (exitValue == NOT_FOUND || exitValue == NOT_FOUND_ON_WINDOWS) {
      throw new CliException("not installed", Set.of());
    }
    Set<String> codes = LoginFailure.codes(output);
    throw new CliException(
        codes.isEmpty() && output.contains("az login") ? "not logged in" : "exit code " + exitValue,
        codes);
  }

  private static Token parse(String output) throws CliException {
    String secret = "";
    Instant expiresAt = null;
    try (JsonReader json = new JsonReader(new StringReader(output))) {
      json.beginObject();
      while (json.hasNext()) {
        String name = json.nextName();
        if (json.peek() != JsonToken.STRING && json.peek() != JsonToken.NUMBER) {
          json.skipValue();
        } else if (name.equals("accessToken")) {
          secret = json.nextString();
        } else if (name.equals("expires_on")) {
          expiresAt = Instant.ofEpochSecond(Long.parseLong(json.nextString()));
        } else if (name.equals("expiresOn") && expiresAt == null) {
          expiresAt = local(json.nextString());
        } else {
          json.skipValue();
        }
      }
    } catch (IOException
        | IllegalStateException
        | NumberFormatException
        | DateTimeParseException e) {
      // Dropped, because such messages quote what could not be read.
      secret = "";
    }
    if (secret.isEmpty() || expiresAt == null) {
      throw new CliException("its output is not a token", Set.of());
    }
    return new Token(secret, expiresAt);
  }

  // What old versions give: 2030-01-01 00:00:00.000000, in the machine's zone
  private static Instant local(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T')).atZone(ZoneId.systemDefault()).toInstant();
  }

  private static FutureTask<String> read(InputStream stream) {
    FutureTask<String> text =
        new FutureTask<>(
            () -> {
              String read = new String(stream.readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8);
              stream.transferTo(java.io.OutputStream.nullOutputStream());
              return read;
            });
    DaemonThreads.start("az", text);
    return text;
  }

  // A program that the CLI has started and left can keep an output open.
  private static String text(FutureTask<String> output) throws InterruptedException {
    try {
      return output.get(5, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      return "";
    }
  }
}
