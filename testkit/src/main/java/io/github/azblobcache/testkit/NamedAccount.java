package io.github.azblobcache.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A storage account under the address that it has at Azure, {@code https://<name>.blob.core
 * .windows.net}, and a login service under Entra ID's. A JVM with {@link #jvmOptions()} finds both
 * on this machine, and knows no other host. It is an {@link Azurite} of its own, which takes an
 * account key, signatures, and any token.
 *
 * <p>Needs root, for the port of https, and a machine on which all of {@code 127.0.0.0/8} is
 * loopback, as on Linux.
 */
public final class NamedAccount implements AutoCloseable {

  private static final int HTTPS = 443;
  private static final String LOGIN = "login.microsoftonline.com";
  private static final Duration TIME_TO_START = Duration.ofSeconds(60);
  private static final Pattern LISTENS = Pattern.compile("successfully listens on https://(\\S+)");
  private static final int ADDRESSES = 250;

  private final String name;
  private final String key;
  private final InetAddress address;
  private final List<String> trust;
  private final Path hosts;
  private final ServerProcess process;
  private final LoginService login;

  private NamedAccount(
      String name,
      String key,
      InetAddress address,
      List<String> trust,
      Path hosts,
      ServerProcess process,
      LoginService login) {
    this.name = name;
    this.key = key;
    this.address = address;
    this.trust = trust;
    this.hosts = hosts;
    this.process = process;
    this.login = login;
  }

  /**
   * Starts one. Close it.
   *
   * @param name of the account, as it stands in the host's name
   * @param key of the account, in Base64
   * @param folder for files that are needed as long as it runs
   * @throws MissingPartException if Node.js or npm is missing, or the port of https can't be had
   */
  public static NamedAccount start(String name, String key, Path folder) {
    try {
      List<InetAddress> addresses = freeAddresses();
      ServerCertificate certificate =
          ServerCertificate.in(folder, List.of(name + ".blob.core.windows.net", LOGIN));
      Path hosts = folder.resolve("hosts");
      Files.writeString(
          hosts,
          "127.0.0.1 localhost %s\n%s %s.blob.core.windows.net\n%s %s\n"
              .formatted(
                  InetAddress.getLocalHost().getHostName(),
                  addresses.get(0).getHostAddress(),
                  name,
                  addresses.get(1).getHostAddress(),
                  LOGIN));
      LoginService login =
          LoginService.start(new InetSocketAddress(addresses.get(1), HTTPS), certificate);
      return new NamedAccount(
          name,
          key,
          addresses.get(0),
          certificate.trust(),
          hosts,
          azurite(name, key, addresses.get(0), certificate),
          login);
    } catch (IOException e) {
      throw new UncheckedIOException("The account could not be started", e);
    }
  }

  private static ServerProcess azurite(
      String name, String key, InetAddress address, ServerCertificate certificate)
      throws IOException {
    List<String> command = new ArrayList<>(AzuriteInstallation.command());
    command.addAll(List.of("--blobHost", address.getHostAddress(), "--blobPort", "" + HTTPS));
    command.addAll(List.of("--cert", certificate.file().toString()));
    command.addAll(List.of("--pwd", ServerCertificate.PASSWORD, "--oauth", "basic"));
    command.addAll(List.of("--inMemoryPersistence", "--disableTelemetry", "--silent"));
    ServerProcess process =
        ServerProcess.start(
            ServerProcess.newWorkFolder(),
            Azurite.NOT_FROM_HERE,
            Map.of("AZURITE_ACCOUNTS", name + ":" + key),
            command);
    process.awaitPrinted(LISTENS, TIME_TO_START);
    return process;
  }

  // Others may run the same tests on this machine: each run takes two addresses for itself.
  private static List<InetAddress> freeAddresses() throws IOException {
    List<InetAddress> free = new ArrayList<>();
    long seed = ProcessHandle.current().pid();
    IOException refused = null;
    for (int i = 0; i < ADDRESSES && free.size() < 2; i++) {
      InetAddress address =
          InetAddress.getByAddress(
              new byte[] {
                127, (byte) (10 + seed % 200), (byte) (seed / 200 % 250), (byte) (1 + i)
              });
      try (ServerSocket socket = new ServerSocket(HTTPS, 1, address)) {
        free.add(socket.getInetAddress());
      } catch (IOException e) {
        refused = e;
      }
    }
    if (free.size() < 2) {
      throw new MissingPartException(
          "No loopback address has port 443 free for this user: " + refused + ". Run as root.");
    }
    return free;
  }

  /**
   * Looks whether one can be started.
   *
   * @return any value, for {@link RealParts#require}
   * @throws MissingPartException if Node.js or npm is missing, or the port of https can't be had
   */
  public static List<InetAddress> requirePort() throws IOException {
    AzuriteInstallation.command();
    return freeAddresses();
  }

  /** The account's URL, as users write it. */
  public String url() {
    return "https://" + name + ".blob.core.windows.net";
  }

  /** The account's name. */
  public String name() {
    return name;
  }

  /** The account's key. */
  public String key() {
    return key;
  }

  /**
   * A shared access signature for a container, good for an hour.
   *
   * @param permissions as Azure has them, for instance {@code rcw}
   */
  public String signature(String container, String permissions) {
    return ContainerSignature.of(name, key, container, permissions);
  }

  /** Where it really listens; a proxy connects there. */
  public InetSocketAddress address() {
    return new InetSocketAddress(address, HTTPS);
  }

  /** A token for a client that has logged in. */
  public String token() {
    return LoginService.token();
  }

  /** The options of a JVM that finds it by its name, and trusts its certificate. */
  public List<String> jvmOptions() {
    List<String> options = new ArrayList<>(trust());
    options.add("-Djdk.net.hosts.file=" + hosts);
    return options;
  }

  /** The options of a JVM that trusts its certificate, and finds it through a proxy alone. */
  public List<String> trust() {
    return trust;
  }

  @Override
  public void close() {
    login.close();
    process.close();
  }
}
