package io.github.azblobcache.it.resident;

import io.github.azblobcache.it.Runner;
import io.github.azblobcache.it.TestStore;
import io.github.azblobcache.testkit.Link;
import io.github.azblobcache.testkit.LoginProxy;
import io.github.azblobcache.testkit.NamedAccount;
import io.github.azblobcache.testkit.ThrottlingProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Many builds of {@code hello-reactor} in one JVM, ten kinds of them in turn, and what that JVM
 * holds after each ten.
 *
 * @param runner where they run
 * @param store the cache in Azurite
 * @param account which only a proxy with a login reaches
 * @param isCached whether the project has azblob-cache; else the builds are the same without it
 */
public record ManyBuilds(Runner runner, TestStore store, NamedAccount account, boolean isCached) {

  private static final int FAILS = 1;

  private enum Kind {
    /** The first of a round, because Jib's threads go on for a while. */
    CANCELLED,
    FOLDER,
    FOLDER_IN_PARALLEL,
    PROXY_FOR_HTTPS,
    SIGNATURE_IN_PARALLEL,
    NO_BASE_IMAGE,
    CONNECTION_STRING,
    WRONG_KEY,
    WRONG_SETTING,
    SERVER_AND_PROXY_FOR_HTTP;

    boolean isInParallel() {
      return this == FOLDER_IN_PARALLEL || this == SIGNATURE_IN_PARALLEL;
    }

    boolean hasProxy() {
      return this == PROXY_FOR_HTTPS || this == SERVER_AND_PROXY_FOR_HTTP;
    }

    boolean fails(boolean isCached) {
      boolean isCachesFault = this == WRONG_KEY || this == WRONG_SETTING;
      return this == CANCELLED || this == NO_BASE_IMAGE || (isCached && isCachesFault);
    }
  }

  /** After the first round each kind of build was there; two more are what others are held to. */
  private static final int WARM_UP = 3;

  /**
   * What came of it.
   *
   * @param rounds what the JVM held after each round
   * @param stays secrets of earlier rounds that were still in the heap
   * @param seconds how long it took
   */
  public record Result(List<ResidentProcess.Holding> rounds, List<String> stays, long seconds) {

    private long most(String figure) {
      return rounds.subList(1, WARM_UP).stream().mapToLong(it -> it.number(figure)).max().orElse(0);
    }

    private ResidentProcess.Holding last() {
      return rounds.get(rounds.size() - 1);
    }

    /** By how much a figure is more in the end than in the second and the third round. */
    public long growth(String figure) {
      return last().number(figure) - most(figure);
    }

    /** What is set or registered in the JVM in the end, and was not after the first round. */
    public Set<String> changes() {
      Set<String> changes = new HashSet<>(last().state());
      changes.removeAll(rounds.get(0).state());
      return changes;
    }

    /** The names of all that is set or registered in the JVM in the end. */
    public Set<String> names() {
      return last().state().stream()
          .map(it -> it.replaceAll("(->|@).*", ""))
          .collect(Collectors.toSet());
    }

    /** For people. */
    public String table(String title) {
      return title
          + " ("
          + seconds
          + " s)\n"
          + rounds.stream()
              .map(it -> it.numbers() + " " + it.threads())
              .collect(Collectors.joining("\n"));
    }
  }

  /**
   * Runs them.
   *
   * @param rounds of ten builds
   */
  public Result run(int rounds) throws IOException, InterruptedException {
    long start = System.nanoTime();
    List<ResidentProcess.Holding> held = new ArrayList<>();
    String host = URI.create(account.url()).getHost();
    try (ResidentProcess maven = ResidentProcess.start(runner, account.trust());
        LoginProxy proxy = new LoginProxy(Map.of(host, account.address()));
        ThrottlingProxy slow = ThrottlingProxy.before(store.accountUrl(), Link.unlimited())) {
      for (int round = 0; round < rounds; round++) {
        for (Kind kind : Kind.values()) {
          if (kind == Kind.CANCELLED) {
            cancel(maven, slow, round);
            require(maven, kind);
          } else if (kind.hasProxy()) {
            proxied(maven, proxy, kind, round);
          } else {
            maven.begin(arguments(kind, round));
            require(maven, kind);
          }
        }
        held.add(maven.holding());
      }
      String heap = maven.heap();
      List<String> stays =
          secrets(rounds - 1).stream()
              .filter(secret -> forms(secret).anyMatch(heap::contains))
              .toList();
      return new Result(held, stays, (System.nanoTime() - start) / 1_000_000_000);
    }
  }

  private void require(ResidentProcess maven, Kind kind) throws IOException {
    int exitCode = maven.await();
    if (exitCode != (kind.fails(isCached) ? FAILS : 0)) {
      throw new AssertionError(kind + " ended with " + exitCode + maven.printed());
    }
  }

  /** A proxy lets through only who has the password that this build finds in the settings. */
  private void proxied(ResidentProcess maven, LoginProxy proxy, Kind kind, int round)
      throws IOException {
    String password = proxyPassword(kind, round);
    proxy.demand(password);
    int before = proxy.tunnels();
    List<String> arguments = arguments(kind, round);
    arguments.addAll(List.of("-s", settings(kind, proxy.port(), password).toString()));
    maven.begin(arguments);
    require(maven, kind);
    if (isCached && proxy.tunnels() == before) {
      throw new AssertionError(kind + " has not passed the proxy" + maven.printed());
    }
  }

  /** A store and a registry that do not answer; and then somebody presses Ctrl+C. */
  private void cancel(ResidentProcess maven, ThrottlingProxy slow, int round)
      throws IOException, InterruptedException {
    long before = slow.connections();
    slow.neverAnswer();
    List<String> arguments = goals(Kind.CANCELLED, round);
    arguments.add("-Dbase.image=localhost:" + slow.port() + "/never:" + round);
    arguments.add("-Djib.allowInsecureRegistries=true");
    arguments.addAll(cache(store.through(slow.through(store.accountUrl())).description("main")));
    maven.begin(arguments);
    maven.interruptWhen(() -> slow.connections() > before);
    slow.cutAfter(0);
  }

  /**
   * As on an empty runner. Not in one folder: of a build that fails, Jib's threads go on a while.
   */
  private List<String> goals(Kind kind, int round) {
    Path jibCache = runner.machine().resolveSibling("jib-cache-" + round + "-" + kind);
    List<String> goals = new ArrayList<>(List.of("compile", "jib:buildTar", "-pl"));
    goals.addAll(List.of("hello,goodbye", "-Djib.applicationCache=" + jibCache));
    return goals;
  }

  private List<String> arguments(Kind kind, int round) {
    List<String> arguments = goals(kind, round);
    if (kind.isInParallel()) {
      arguments.add("-T4");
    }
    if (kind == Kind.NO_BASE_IMAGE) {
      arguments.add("-Dbase.image=localhost:1/refused:1");
      arguments.add("-Djib.allowInsecureRegistries=true");
    }
    arguments.addAll(cache(description(kind, round)));
    return arguments;
  }

  private List<String> cache(String description) {
    String from = description.replace("dest=", "src=");
    return isCached
        ? List.of("-Dazblob-cache.from=" + from, "-Dazblob-cache.to=" + description)
        : List.of();
  }

  private String description(Kind kind, int round) {
    String folder = "type=local,dest=" + runner.machine().resolveSibling("cache-" + kind);
    String azure =
        "type=azblob,container=%s,account_url=%s".formatted(store.container(), store.accountUrl());
    String behindProxy = "type=azblob,account_url=" + account.url();
    return switch (kind) {
      case FOLDER, FOLDER_IN_PARALLEL, NO_BASE_IMAGE -> folder;
      case SIGNATURE_IN_PARALLEL -> azure + ",sas_token=" + store.signature("racwdl");
      case CONNECTION_STRING ->
          azure
              + ",connection_string=BlobEndpoint=%s;AccountName=%s;AccountKey=%s"
                  .formatted(store.accountUrl(), accountName(), store.key());
      case WRONG_KEY -> store.describedWith(wrongKey(round), "main");
      case WRONG_SETTING -> "type=nonsense";
      case SERVER_AND_PROXY_FOR_HTTP -> behindProxy + ",server=account";
      case PROXY_FOR_HTTPS -> behindProxy + ",secret_access_key=" + account.key();
      case CANCELLED -> store.description("main");
    };
  }

  private String accountName() {
    return store.accountUrl().getPath().substring(1);
  }

  private Path settings(Kind kind, int port, String password) throws IOException {
    return Files.writeString(
        runner.machine().resolveSibling("settings.xml"),
        """
        <settings>
          <proxies>
            <proxy>
              <id>proxy</id>
              <active>true</active>
              <protocol>%s</protocol>
              <host>127.0.0.1</host>
              <port>%d</port>
              <username>%s</username>
              <password>%s</password>
              <nonProxyHosts>127.0.0.1|localhost</nonProxyHosts>
            </proxy>
          </proxies>
          <servers>
            <server>
              <id>account</id>
              <password>%s</password>
            </server>
          </servers>
        </settings>
        """
            .formatted(
                kind == Kind.PROXY_FOR_HTTPS ? "https" : "http",
                port,
                LoginProxy.USER,
                password,
                account.key()));
  }

  private static String proxyPassword(Kind kind, int round) {
    return "canary-of-" + kind + "-in-round-" + round + "-";
  }

  private static String wrongKey(int round) {
    return Base64.getEncoder().encodeToString(keyCanary(round).getBytes(StandardCharsets.UTF_8));
  }

  private static String keyCanary(int round) {
    return "canary of a key in round " + round + " ";
  }

  /** Those of all rounds but for the last: of that one something may still be at hand. */
  private static List<String> secrets(int rounds) {
    List<String> secrets = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      secrets.add(proxyPassword(Kind.PROXY_FOR_HTTPS, round));
      secrets.add(proxyPassword(Kind.SERVER_AND_PROXY_FOR_HTTP, round));
      secrets.add(wrongKey(round));
      secrets.add(keyCanary(round));
    }
    return secrets;
  }

  /** How a heap dump may have a text: in a String, in an array of chars, in a proxy's login. */
  private static Stream<String> forms(String secret) {
    String chars =
        new String(secret.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1);
    return Stream.of(secret, chars, LoginProxy.login(secret));
  }
}
