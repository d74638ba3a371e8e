#!/usr/bin/env bash
# java.net.http.HttpClient and a header Authorization of the caller's own.
#
# A client that has an Authenticator, even one that has a login for proxies alone, sends a request without the header
# Authorization that the caller gave it, on JDK 17. Nothing says so: the server answers as to a request that is not
# signed. JDK 25 sends the header. So a library that signs its requests works until somebody is behind a proxy that
# asks for a login, and then fails with the server's "no permission".
#
# Guessed: the authenticator is asked after an answer 401 or 407, and changes nothing before.
# Seen with Debian's OpenJDK 17.0.15 and Temurin 25.0.3.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# A JDK's program of that major version, wherever Debian or Temurin puts it.
jdk() {
  local home
  for home in "${JAVA_HOME:-/none}" /usr/lib/jvm/*; do
    if [ -x "$home/bin/javac" ] && grep -q "^JAVA_VERSION=\"$1\." "$home/release"; then
      echo "$home/bin/java"
      return
    fi
  done
  echo "This needs a JDK $1." >&2
  exit 2
}

cat > Authorization.java <<'JAVA'
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.net.*;
import java.net.http.*;
import java.nio.charset.StandardCharsets;

public class Authorization {
  public static void main(String[] arguments) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", Authorization::answer);
    server.start();
    try {
      URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      HttpRequest request = HttpRequest.newBuilder(uri).header("Authorization", "Signed ours").build();
      Authenticator forProxies = new Authenticator() {
        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
          return getRequestorType() == RequestorType.PROXY
              ? new PasswordAuthentication("somebody", "anything".toCharArray())
              : null;
        }
      };
      HttpClient plain = HttpClient.newHttpClient();
      HttpClient withLogin = HttpClient.newBuilder().authenticator(forProxies).build();
      System.out.println("no authenticator: " + send(plain, request)
          + "; one for proxies: " + send(withLogin, request));
    } finally {
      server.stop(0);
    }
  }

  static String send(HttpClient client, HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  static void answer(HttpExchange exchange) throws java.io.IOException {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    byte[] body = (header == null ? "no header" : header).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
JAVA

failed=0
expect() { # JDK, output
  local seen
  seen=$("$(jdk "$1")" Authorization.java)
  echo "JDK $1: $seen"
  if [ "$seen" != "$2" ]; then
    echo "  expected: $2"
    failed=1
  fi
}

expect 17 "no authenticator: Signed ours; one for proxies: no header"
expect 25 "no authenticator: Signed ours; one for proxies: Signed ours"
exit "$failed"
