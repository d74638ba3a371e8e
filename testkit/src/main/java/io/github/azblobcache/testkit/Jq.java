package io.github.azblobcache.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Runs filters of jq. */
public final class Jq {

  private final Path program;

  private Jq(Path program) {
    this.program = program;
  }

  /**
   * The jq of this machine.
   *
   * @throws MissingPartException if it is not installed
   */
  public static Jq installed() {
    return new Jq(OnPath.require("jq", "Install it with 'apt-get install jq'."));
  }

  /**
   * What a filter makes of a JSON text.
   *
   * @param variables of the environment, beside those of this process
   * @throws IOException if jq can't be run, or fails; the message is what it says
   */
  public String run(Path filter, String json, Map<String, String> variables)
      throws IOException, InterruptedException {
    Path input = Files.createTempFile("input", ".json");
    Path output = Files.createTempFile("output", ".json");
    try {
      Files.writeString(input, json);
      ProcessBuilder builder =
          new ProcessBuilder(program.toString(), "-f", filter.toString())
              .redirectInput(input.toFile())
              .redirectOutput(output.toFile());
      builder.environment().putAll(variables);
      Process process = builder.start();
      String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(said);
      }
      return Files.readString(output);
    } finally {
      Files.delete(input);
      Files.delete(output);
    }
  }
}
