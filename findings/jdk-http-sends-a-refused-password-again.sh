#!/usr/bin/env bash
# HttpURLConnection and a proxy that refuses the password that an Authenticator gives.
#
# The JDK asks the Authenticator again after each refusal, up to 20 times for one connection, and sends what it is given,
# 19 times. So code whose Authenticator returns a configured password, as the documentation's examples do, sends a wrong
# one 19 times within a second. Directories of companies lock an account after three to ten wrong passwords.
#
# Guessed: a password that has been refused is not sent a second time if it is the same.
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

cat > Refused.java <<'JAVA'
import java.io.*;
import java.net.*;
import java.util.concurrent.atomic.AtomicInteger;

public class Refused {
  static final AtomicInteger ASKED = new AtomicInteger();
  static final AtomicInteger SENT = new AtomicInteger();

  static void refuse(ServerSocket proxy) {
    try {
      while (true) {
        try (Socket socket = proxy.accept()) {
          BufferedReader head = new BufferedReader(new InputStreamReader(socket.getInputStream()));
          for (String line = head.readLine(); !line.isEmpty(); line = head.readLine()) {
            if (line.toLowerCase().startsWith("proxy-authorization:")) {
              SENT.incrementAndGet();
            }
          }
          socket.getOutputStream().write(
              ("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n"
                  + "Content-Length: 0\r\nConnection: close\r\n\r\n").getBytes());
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  public static void main(String[] args) throws Exception {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> refuse(listener));
    thread.setDaemon(true);
    thread.start();
    Proxy proxy =
        new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", listener.getLocalPort()));
    HttpURLConnection connection =
        (HttpURLConnection) new URL("https://host.example.test/").openConnection(proxy);
    connection.setAuthenticator(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            ASKED.incrementAndGet();
            return new PasswordAuthentication("user", "wrong".toCharArray());
          }
        });
    System.out.println("answer: " + connection.getResponseCode());
    System.out.println("asked " + ASKED + " times, sent " + SENT + " times");
  }
}
JAVA
for major in 17 25; do
  echo "JDK $major, one request"
  # Else the JDK sends no password before an https host
  "$(jdk $major)" -Djdk.http.auth.tunneling.disabledSchemes= Refused.java 2> /dev/null
done > seen
for major in 17 25; do
  echo "JDK $major, one request"
  echo "answer: 407"
  echo "asked 20 times, sent 19 times"
done > expected
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
