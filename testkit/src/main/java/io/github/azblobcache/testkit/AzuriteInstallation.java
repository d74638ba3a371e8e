package io.github.azblobcache.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Azurite from npm, in the versions that the lock file beside this class pins.
 *
 * <p>Installed on first use and kept: see {@link InstallFolder}. The folder's name has the lock
 * file's hash, so a changed lock file is a new installation.
 */
final class AzuriteInstallation {

  private static final String HOW_TO_INSTALL =
      "Azurite needs Node.js 18 or later and npm: 'apt-get install nodejs npm', or see"
          + " https://nodejs.org";
  private static final List<String> FILES = List.of("package.json", "package-lock.json");
  private static final int MINUTES_TO_INSTALL = 10;

  /**
   * Without it, whoever reads a large blob can make Node.js collect garbage all the time, in
   * threads of its own: up to two thirds of the CPU that Azurite takes from what is tested.
   */
  private static final String LESS_GARBAGE_COLLECTION = "--no-incremental-marking";

  private AzuriteInstallation() {}

  /** The command that runs Azurite's blob service, installing it first if need be. */
  static List<String> command() throws IOException {
    Path node = OnPath.require("node", HOW_TO_INSTALL);
    String lock = HexFormat.of().formatHex(sha256(resource("package-lock.json")));
    Path folder =
        InstallFolder.get("azurite-" + lock.substring(0, 12), AzuriteInstallation::install);
    Path main = folder.resolve("node_modules/azurite/dist/src/blob/main.js");
    return List.of(node.toString(), LESS_GARBAGE_COLLECTION, main.toString());
  }

  private static void install(Path folder) throws IOException {
    Path npm = OnPath.require("npm", HOW_TO_INSTALL);
    for (String file : FILES) {
      Files.write(folder.resolve(file), resource(file));
    }
    // Scripts are the way in for a malicious package, and Azurite needs none.
    Process process =
        new ProcessBuilder(
                npm.toString(),
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--no-progress")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("npm.log").toFile())
            .start();
    process.getOutputStream().close();
    if (!succeeds(process)) {
      throw new MissingPartException(
          "Azurite could not be installed: 'npm ci' failed. It printed: "
              + Files.readString(folder.resolve("npm.log"), StandardCharsets.UTF_8));
    }
  }

  private static boolean succeeds(Process process) {
    try {
      return process.waitFor(MINUTES_TO_INSTALL, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream stream = AzuriteInstallation.class.getResourceAsStream("/azurite/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("The test kit's jar has no azurite/" + name);
      }
      return stream.readAllBytes();
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
