package io.github.azblobcache.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Azurite, the emulator of Azure Blob Storage, on a free port of this machine.
 *
 * <p>Installed from npm on first use. It ends when it is closed and when this JVM ends, in whatever
 * way. May be used from any thread.
 *
 * <p>It is not Azure. What a test here does not prove, and a test on a real account has to:
 *
 * <ul>
 *   <li><b>Speed, and many clients at once.</b> It is one Node.js process; its own documentation
 *       promises no performance. Measure with it only to compare two runs on one machine.
 *   <li><b>Identity and roles.</b> Tokens need {@code --oauth basic} and https, and it checks
 *       neither their signature nor what they permit, so nothing is ever read-only. Account keys
 *       and SAS are checked.
 *   <li><b>Addresses.</b> The account is in the path ({@code http://host:port/account/container}),
 *       not in the host name, so nothing can be told about deriving it from a host name.
 *   <li><b>Throttling.</b> It never answers 503 ServerBusy or 429, and sends no Retry-After.
 *   <li><b>Last access times, soft delete, versions, immutability, lifecycle rules</b>: not there.
 *       Put Blob From URL, Blob Expiry and SharedKey Lite neither.
 *   <li><b>If-Match: * on a blob that is not there</b> is answered with another status than 412.
 *   <li><b>New service versions.</b> A newer {@code x-ms-version} than it knows (3.35.0 knows
 *       2025-11-05) is answered with 400 InvalidHeaderValue.
 *   <li><b>Memory.</b> In-memory data may take half of the machine's; beyond, it answers 409.
 *       Deleted data goes after ten minutes only.
 *   <li><b>Strictness.</b> It refuses headers that it does not implement, where Azure accepts them.
 * </ul>
 */
public final class Azurite implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final String ACCOUNT = "devstoreaccount1";
  // Not a secret: every Azurite has it.
  private static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
  private static final Pattern LISTENS =
      Pattern.compile("successfully listens on http://[^/\\s]*:(\\d+)");
  private static final Duration TIME_TO_START = Duration.ofSeconds(60);
  static final Set<String> NOT_FROM_HERE =
      Set.of("AZURITE_ACCOUNTS", "AZURITE_DB", "NODE_OPTIONS", "DEBUG");

  private final URI accountUrl;
  private final Optional<ServerProcess> owned;

  private Azurite(URI accountUrl, Optional<ServerProcess> owned) {
    this.accountUrl = accountUrl;
    this.owned = owned;
  }

  /**
   * The one of this JVM, with in-memory persistence; started by the first call. Closing it does
   * nothing. Tests that share it keep apart by {@link #newContainerName()}.
   *
   * @throws MissingPartException if Node.js or npm is missing, or npm can't install
   */
  public static Azurite shared() {
    String url = OnePerJvm.describe("azurite", () -> start().accountUrl().toString());
    return new Azurite(URI.create(url), Optional.empty());
  }

  /**
   * Starts one of its own, with in-memory persistence. Close it.
   *
   * @throws MissingPartException if Node.js or npm is missing, or npm can't install
   */
  public static Azurite start() {
    return start(LOOPBACK, List.of("--inMemoryPersistence"));
  }

  /**
   * Starts one of its own that listens on {@code [::1]} alone, with in-memory persistence. Close
   * it.
   *
   * @throws MissingPartException if Node.js or npm is missing, or npm can't install
   */
  public static Azurite startOnIPv6() {
    return start("::1", List.of("--inMemoryPersistence"));
  }

  /**
   * Starts one of its own that keeps its data in a folder, and finds there what an earlier one
   * left. Close it; the folder stays.
   *
   * @throws MissingPartException if Node.js or npm is missing, or npm can't install
   */
  public static Azurite start(Path folder) {
    return start(LOOPBACK, List.of("--location", folder.toAbsolutePath().toString()));
  }

  private static Azurite start(String host, List<String> persistence) {
    try {
      List<String> command = new ArrayList<>(AzuriteInstallation.command());
      // With port 0 the system picks a free one: nobody can take it between looking and binding.
      command.addAll(List.of("--blobHost", host, "--blobPort", "0"));
      command.addAll(List.of("--disableTelemetry", "--silent"));
      command.addAll(persistence);
      ServerProcess process =
          ServerProcess.start(ServerProcess.newWorkFolder(), NOT_FROM_HERE, command);
      String port = process.awaitPrinted(LISTENS, TIME_TO_START);
      String address = host.contains(":") ? "[" + host + "]" : host;
      return new Azurite(
          URI.create("http://" + address + ":" + port + "/" + ACCOUNT), Optional.of(process));
    } catch (IOException e) {
      throw new UncheckedIOException("Azurite could not be started", e);
    }
  }

  /** Where the account is, as in {@code http://127.0.0.1:40123/devstoreaccount1}. */
  public URI accountUrl() {
    return accountUrl;
  }

  public String accountName() {
    return ACCOUNT;
  }

  /** The account's shared key, in Base64. It is the well-known one and no secret. */
  public String accountKey() {
    return KEY;
  }

  /** A container name that no other test has; the container does not exist yet. */
  public String newContainerName() {
    return "test-" + UUID.randomUUID();
  }

  @Override
  public void close() {
    owned.ifPresent(ServerProcess::close);
  }
}
