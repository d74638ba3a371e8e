package io.github.azblobcache.it.matrix;

import io.github.azblobcache.it.TestStore;
import io.github.azblobcache.testkit.Azurite;
import io.github.azblobcache.testkit.DockerDaemon;
import io.github.azblobcache.testkit.DockerRegistry;
import io.github.azblobcache.testkit.LoginProxy;
import io.github.azblobcache.testkit.NamedAccount;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What all machines share.
 *
 * @param work for what they leave
 * @param application the project
 * @param repository of artifacts
 * @param settings the global ones
 * @param version of azblob-cache
 * @param account which only the proxy reaches
 * @param store which everybody reaches
 */
record Surroundings(
    Path work,
    Path application,
    Path repository,
    Path settings,
    String version,
    NamedAccount account,
    LoginProxy proxy,
    TestStore store) {

  /**
   * Starts them. Close it.
   *
   * @param script the variables that the invoker gives to the script
   */
  static Surroundings of(Map<String, Object> script) throws IOException {
    Path test = ((File) script.get("basedir")).toPath();
    Path work = test.getParent().resolveSibling("it-runners").resolve(test.getFileName());
    NamedAccount account =
        NamedAccount.start(
            "acct", Azurite.shared().accountKey(), Files.createDirectories(work.resolve("acct")));
    return new Surroundings(
        work,
        Path.of(script.get("examples").toString())
            .resolveSibling("src/it/documented-commands/application"),
        ((File) script.get("localRepositoryPath")).toPath(),
        Path.of(script.get("itSettings").toString()),
        script.get("projectVersion").toString(),
        account,
        new LoginProxy(Map.of("acct.blob.core.windows.net", account.address())),
        TestStore.of(test));
  }

  /** For every Maven and Docker. */
  Map<String, String> environment() {
    return Map.of(
        "REGISTRY", DockerRegistry.shared().address(),
        "DOCKER_HOST", DockerDaemon.shared().dockerHost());
  }

  /** How a user describes the store, or the account behind the proxy. */
  String cache(boolean behindProxy) {
    return behindProxy
        ? "type=azblob,account_url=%s,secret_access_key=%s,name=main"
            .formatted(account.url(), account.key())
        : store.description("main");
  }

  void close() throws IOException {
    proxy.close();
    account.close();
  }
}
