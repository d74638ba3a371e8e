package io.github.azblobcache.store.azure.answers;

import io.github.azblobcache.store.azure.shared.ProxyLogin;

/** What to do about a proxy. */
final class ProxyAdvice {

  static final String SETTINGS =
      "the proxy settings (<proxies> in settings.xml, -Dhttps.proxyHost)";

  private ProxyAdvice() {}

  /**
   * What to do if a proxy asks for a login.
   *
   * @param host that it is asked for
   */
  static String ofLogin(String host) {
    return switch (ProxyLogin.state()) {
      case UNKNOWN ->
          "Give its user and password in " + SETTINGS + ", or exclude " + host + " from it.";
      case SENT -> "Check the user and the password in " + SETTINGS + ".";
      case WITHHELD ->
          "Java does not send it the password in "
              + SETTINGS
              + ". Set -Djdk.http.auth.tunneling.disabledSchemes= in MAVEN_OPTS, and stop the Maven"
              + " daemon if there is one.";
    };
  }
}
