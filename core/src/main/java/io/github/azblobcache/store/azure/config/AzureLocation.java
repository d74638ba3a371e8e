package io.github.azblobcache.store.azure.config;

import io.github.azblobcache.store.StoreLocation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A container of an Azure storage account.
 *
 * @param accountUrl the account's blob endpoint, for instance {@code
 *     https://acct.blob.core.windows.net}; https, or http to a loopback address; no user info, no
 *     query; no slash at its end
 * @param accountName the account's name, which signs requests where there is an account key
 * @param container the container's name
 * @param credential how to get in
 */
public record AzureLocation(
    URI accountUrl, String accountName, String container, AzureCredential credential)
    implements StoreLocation {

  @Override
  public String place() {
    return AccountUrl.place(accountUrl) + "/" + container;
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public boolean needsLogin() {
    return credential instanceof AzureCredential.DefaultChain;
  }

  @Override
  public Set<String> hosts(UnaryOperator<String> environment) {
    String host = accountUrl.getHost().toLowerCase(Locale.ROOT);
    String login = authority(environment.apply("AZURE_AUTHORITY_HOST"));
    return host.equals(login) ? Set.of(host) : Set.of(host, login);
  }

  // What is no URL is the login's to report
  private static String authority(String configured) {
    String host = null;
    if (configured != null) {
      try {
        host = new URI(configured.strip()).getHost();
      } catch (URISyntaxException e) {
        // As if it were not set
      }
    }
    return host == null ? "login.microsoftonline.com" : host.toLowerCase(Locale.ROOT);
  }

  /** The container's URL. */
  @Override
  public String toString() {
    return accountUrl + "/" + container;
  }

  // By hand, as in each record that is a key: see docs/adr/0012-code-for-a-cold-jvm.md.
  @Override
  public boolean equals(Object other) {
    return other instanceof AzureLocation that
        && accountUrl.equals(that.accountUrl)
        && accountName.equals(that.accountName)
        && container.equals(that.container)
        && credential.equals(that.credential);
  }

  @Override
  public int hashCode() {
    return 31 * accountUrl.hashCode() + container.hashCode();
  }
}
