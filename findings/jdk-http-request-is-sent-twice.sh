#!/usr/bin/env bash
# HttpURLConnection and a server that takes a request and closes the connection without an answer.
#
# The JDK sends GET, HEAD, DELETE, and a PUT or POST whose body it has buffered, a second time by itself, even on a
# connection that was opened for this request. A body that is streamed with a fixed length is sent once. So a
# conditional PUT (If-None-Match: *) that has succeeded can be answered with 409 or 412: the second copy met the first.
# The property sun.net.http.retryPost=false ends that for POST, and not for PUT.
#
# Guessed: a request is sent again only on a connection that was kept from an earlier one, and never PUT and POST.
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

cat > Again.java <<'JAVA'
import java.io.*;
import java.net.*;
import java.util.*;

public class Again {
  static int requests(String method, boolean isStreamed) throws Exception {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> serve(server, seen));
      thread.setDaemon(true);
      thread.start();
      URL url = new URL("http://127.0.0.1:" + server.getLocalPort() + "/");
      HttpURLConnection connection = (HttpURLConnection) url.openConnection();
      connection.setRequestMethod(method);
      if (method.startsWith("P")) {
        connection.setDoOutput(true);
        if (isStreamed) {
          connection.setFixedLengthStreamingMode(4);
        }
        try (OutputStream body = connection.getOutputStream()) {
          body.write("body".getBytes());
        }
      }
      try {
        connection.getResponseCode();
      } catch (IOException e) {
        // There never is an answer.
      }
    }
    return seen.size();
  }

  static void serve(ServerSocket server, List<String> seen) {
    try {
      while (true) {
        try (Socket socket = server.accept()) {
          StringBuilder head = new StringBuilder();
          while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
          }
          if (head.charAt(0) == 'P') {
            socket.getInputStream().readNBytes(4);
          }
          seen.add(head.substring(0, head.indexOf(" ")));
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  public static void main(String[] args) throws Exception {
    if (!Boolean.parseBoolean(System.getProperty("sun.net.http.retryPost", "true"))) {
      System.out.println("PUT, retryPost=false: " + requests("PUT", false));
      System.out.println("POST, retryPost=false: " + requests("POST", false));
      return;
    }
    for (String method : List.of("GET", "HEAD", "DELETE", "PUT", "POST")) {
      System.out.println(method + ": " + requests(method, false));
    }
    System.out.println("PUT, streamed: " + requests("PUT", true));
    System.out.println("POST, streamed: " + requests("POST", true));
  }
}
JAVA
for major in 17 25; do
  echo "JDK $major, how often each request arrived"
  "$(jdk $major)" Again.java 2> /dev/null
  "$(jdk $major)" -Dsun.net.http.retryPost=false Again.java 2> /dev/null
done > seen
for major in 17 25; do
  echo "JDK $major, how often each request arrived"
  printf '%s: 2\n' GET HEAD DELETE PUT POST
  printf '%s, streamed: 1\n' PUT POST
  echo "PUT, retryPost=false: 2"
  echo "POST, retryPost=false: 1"
done > expected
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
