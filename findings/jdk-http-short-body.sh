#!/usr/bin/env bash
# An HTTP answer that ends before its Content-Length, because the server closes the connection, and the JDK's clients.
#
# On JDK 17 the stream of HttpURLConnection ends as if all were there. On JDK 25 it throws, and so does java.net.http on
# both, and each of them where the answer is chunked. So code for JDK 17 has to count the bytes.
#
# Guessed: an IOException from every client.
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

cat > Short.java <<'JAVA'
import java.io.*;
import java.net.*;
import java.net.http.*;

public class Short {
  static String read(InputStream body) {
    try (body) {
      return body.readAllBytes().length + " bytes, and the end";
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    }
  }

  static void serve(ServerSocket server, String answer) {
    try {
      while (true) {
        try (Socket socket = server.accept()) {
          StringBuilder head = new StringBuilder();
          while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
          }
          socket.getOutputStream().write(answer.getBytes());
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  static void see(String name, String answer) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> serve(server, "HTTP/1.1 200 OK\r\n" + answer));
      thread.setDaemon(true);
      thread.start();
      URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
      System.out.println(
          name + ", HttpURLConnection: " + read(uri.toURL().openConnection().getInputStream()));
      HttpResponse<InputStream> response =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream());
      System.out.println(name + ", java.net.http: " + read(response.body()));
    }
  }

  public static void main(String[] args) throws Exception {
    see("5 of 10 bytes", "Content-Length: 10\r\n\r\nhello");
    see("5 of 10 bytes, chunked", "Transfer-Encoding: chunked\r\n\r\na\r\nhello");
    System.exit(0);
  }
}
JAVA
for major in 17 25; do
  echo "JDK $major"
  "$(jdk $major)" Short.java 2> /dev/null
done > seen
cat > expected <<'END'
JDK 17
5 of 10 bytes, HttpURLConnection: 5 bytes, and the end
5 of 10 bytes, java.net.http: IOException
5 of 10 bytes, chunked, HttpURLConnection: IOException
5 of 10 bytes, chunked, java.net.http: IOException
JDK 25
5 of 10 bytes, HttpURLConnection: IOException
5 of 10 bytes, java.net.http: IOException
5 of 10 bytes, chunked, HttpURLConnection: IOException
5 of 10 bytes, chunked, java.net.http: IOException
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
