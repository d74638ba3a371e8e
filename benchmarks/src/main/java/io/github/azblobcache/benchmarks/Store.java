package io.github.azblobcache.benchmarks;

import io.github.azblobcache.testkit.Azurite;
import java.net.URI;
import java.util.List;

/**
 * A container in an Azurite, as a build is told of it.
 *
 * @param azurite where it is
 * @param accountUrl the address that the build uses: Azurite's, or that of a proxy before it
 * @param container its name; the first export makes it
 */
record Store(Azurite azurite, URI accountUrl, String container) {

  /** One that does not exist yet. */
  static Store newIn(Azurite azurite) {
    return new Store(azurite, azurite.accountUrl(), azurite.newContainerName());
  }

  /** The same container through another address. */
  Store through(URI url) {
    return new Store(azurite, url, container);
  }

  /** Arguments that let a build import and export, as a main branch's does. */
  List<String> both() {
    return List.of("-Dazblob-cache.from=" + described(), "-Dazblob-cache.to=" + described());
  }

  /** Arguments that let a build import only, as a pull request's does. */
  List<String> from() {
    return List.of("-Dazblob-cache.from=" + described());
  }

  /** Arguments that let a build export only. */
  List<String> to() {
    return List.of("-Dazblob-cache.to=" + described());
  }

  private String described() {
    return "type=azblob,account_url=%s,account_name=%s,secret_access_key=%s,container=%s,name=main"
        .formatted(accountUrl, azurite.accountName(), azurite.accountKey(), container);
  }
}
