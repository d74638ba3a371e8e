#!/usr/bin/env bash
# HttpURLConnection.setAuthenticator and connections that are kept open.
#
# The JDK's cache of open connections has the Authenticator instance in its key. Code that makes a new one for each
# connection, even an empty one, opens as many connections as it sends requests. With one instance for all there is
# one connection. Nothing in the documentation of setAuthenticator speaks of connections.
#
# Guessed: an Authenticator that is never asked has no influence.
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

cat > KeepAlive.java <<'JAVA'
import java.io.*;
import java.net.*;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

public class KeepAlive {
  static int connections(Supplier<Authenticator> authenticators) throws Exception {
    AtomicInteger opened = new AtomicInteger();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      daemon(() -> accept(server, opened));
      for (int i = 0; i < 20; i++) {
        URL url = new URL("http://127.0.0.1:" + server.getLocalPort() + "/");
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setAuthenticator(authenticators.get());
        connection.getInputStream().readAllBytes();
      }
    }
    return opened.get();
  }

  static void accept(ServerSocket server, AtomicInteger opened) {
    try {
      while (true) {
        Socket socket = server.accept();
        opened.incrementAndGet();
        daemon(() -> answer(socket));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  static void answer(Socket socket) {
    try (BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty()) {
          socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes());
        }
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  static void daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }

  public static void main(String[] args) throws Exception {
    Authenticator one = new Authenticator() {};
    System.out.println("one for all: " + connections(() -> one));
    System.out.println("a new one each time: " + connections(() -> new Authenticator() {}));
  }
}
JAVA
for major in 17 25; do
  echo "JDK $major, connections for 20 requests"
  "$(jdk $major)" KeepAlive.java 2> /dev/null
done > seen
for major in 17 25; do
  echo "JDK $major, connections for 20 requests"
  echo "one for all: 1"
  echo "a new one each time: 20"
done > expected
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
