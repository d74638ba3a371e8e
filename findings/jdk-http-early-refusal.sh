#!/usr/bin/env bash
# A server that refuses a large upload at its head, as a storage service does with a wrong login: it answers 403 and
# closes the connection. The client is HttpURLConnection, with a PUT that is streamed with a fixed length.
#
# There is no status: writing fails, and then getResponseCode throws "Incomplete output stream", and looks at no answer.
# A small body, which was written before the refusal came, and a server that reads on after its answer, give the 403. So
# the size of the body decides whether a program can tell a refusal from a broken network.
#
# Guessed: getResponseCode gives 403, which has arrived.
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

cat > Early.java <<'JAVA'
import java.io.*;
import java.net.*;

public class Early {
  static void answer(Socket accepted, boolean readsOn) {
    try (Socket socket = accepted) {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) socket.getInputStream().read());
      }
      String answer = "HTTP/1.1 403 Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(answer.getBytes());
      if (readsOn) {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  static void serve(ServerSocket server, boolean readsOn) {
    try {
      while (true) {
        Socket socket = server.accept();
        new Thread(() -> answer(socket, readsOn)).start();
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  static String put(int port, int size) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/");
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestMethod("PUT");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(size);
    try (OutputStream body = connection.getOutputStream()) {
      for (int written = 0; written < size; written += 8192) {
        body.write(new byte[8192]);
      }
    } catch (IOException e) {
      // The answer should say why.
    }
    try {
      return "" + connection.getResponseCode();
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  public static void main(String[] args) throws IOException {
    for (boolean readsOn : new boolean[] {false, true}) {
      for (int size : new int[] {8192, 64 << 20}) {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
          Thread thread = new Thread(() -> serve(server, readsOn));
          thread.setDaemon(true);
          thread.start();
          System.out.println(
              size + " bytes, the server " + (readsOn ? "reads on: " : "closes: ")
                  + put(server.getLocalPort(), size));
        }
      }
    }
    System.exit(0);
  }
}
JAVA
for major in 17 25; do
  echo "JDK $major"
  "$(jdk $major)" Early.java 2> /dev/null
done > seen
for major in 17 25; do
  echo "JDK $major"
  echo "8192 bytes, the server closes: 403"
  echo "67108864 bytes, the server closes: Incomplete output stream"
  echo "8192 bytes, the server reads on: 403"
  echo "67108864 bytes, the server reads on: 403"
done > expected
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
