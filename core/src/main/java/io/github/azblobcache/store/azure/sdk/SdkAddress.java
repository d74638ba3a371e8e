package io.github.azblobcache.store.azure.sdk;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;

/**
 * An account's URL as it is given to the SDK. One with an IPv6 address the SDK takes apart at the
 * first colon (docs/behaviour.md, "IPv6 addresses in the SDK"); so it gets an IPv4 address, which
 * it also takes for one with the account in its path, and the requests go where they are meant to.
 * The host is no part of any signature.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-sdk-for-java/blob/main/sdk/core/azure-core/src/main/java/com/azure/core/util/UrlBuilder.java">Azure
 *     SDK, UrlBuilder</a>
 */
record SdkAddress(URI accountUrl) {

  private static final String STAND_IN = "127.0.0.1";

  /** What to give to the SDK. */
  String endpoint() {
    return isIPv6()
        ? accountUrl.toString().replace(accountUrl.getHost(), STAND_IN)
        : accountUrl.toString();
  }

  /** Where a request of the SDK is sent. */
  URL meant(URL url) {
    if (!isIPv6()) {
      return url;
    }
    try {
      return new URL(url.getProtocol(), accountUrl.getHost(), url.getPort(), url.getFile());
    } catch (MalformedURLException e) {
      throw new AssertionError("Another host makes no URL wrong", e);
    }
  }

  private boolean isIPv6() {
    return accountUrl.getHost().startsWith("[");
  }
}
