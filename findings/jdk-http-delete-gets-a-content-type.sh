#!/usr/bin/env bash
# HttpURLConnection and a DELETE whose (empty) body is streamed, which is the way to have it sent only once.
#
# The JDK adds "Content-type: application/x-www-form-urlencoded", as for a POST, though the code never named a type.
# A PUT gets none. A signature over the headers, as Azure Storage's shared key, then does not fit: the server signs the
# type that it got, the client signed none.
#
# Guessed: a type is added to POST alone.
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

cat > ContentType.java <<'JAVA'
import java.io.*;
import java.net.*;
import java.util.List;
import java.util.concurrent.CompletableFuture;

public class ContentType {
  static String contentType(String method) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> type = CompletableFuture.supplyAsync(() -> answerOne(server));
      URL url = new URL("http://127.0.0.1:" + server.getLocalPort() + "/");
      HttpURLConnection connection = (HttpURLConnection) url.openConnection();
      connection.setRequestMethod(method);
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(0);
      connection.getOutputStream().close();
      connection.getResponseCode();
      return type.get();
    }
  }

  static String answerOne(ServerSocket server) {
    try (Socket socket = server.accept()) {
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
      String type = "no type";
      for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        if (line.toLowerCase().startsWith("content-type: ")) {
          type = line.substring("content-type: ".length());
        }
      }
      socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes());
      return type;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void main(String[] args) throws Exception {
    for (String method : List.of("PUT", "POST", "DELETE")) {
      System.out.println(method + ": " + contentType(method));
    }
  }
}
JAVA
for major in 17 25; do
  echo "JDK $major"
  "$(jdk $major)" ContentType.java 2> /dev/null
done > seen
cat > expected <<'END'
JDK 17
PUT: no type
POST: application/x-www-form-urlencoded
DELETE: application/x-www-form-urlencoded
JDK 25
PUT: no type
POST: application/x-www-form-urlencoded
DELETE: application/x-www-form-urlencoded
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
