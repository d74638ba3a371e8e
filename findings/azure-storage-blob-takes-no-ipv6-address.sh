#!/usr/bin/env bash
# azure-storage-blob 12.37.2 and an account's URL whose host is an IPv6 address, as a private endpoint or an emulator has.
#
# The client takes the URL. The first request ends with a NumberFormatException, because all that follows the first colon
# of the address is taken for the port, and nothing is sent. A host with a name or an IPv4 address works.
#
# Guessed: the URL is read as java.net.URI reads it.
# Seen on JDK 17.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>probe</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.azure</groupId>
      <artifactId>azure-core-http-jdk-httpclient</artifactId>
      <version>1.1.7</version>
    </dependency>
    <dependency>
      <groupId>com.azure</groupId>
      <artifactId>azure-storage-blob</artifactId>
      <version>12.37.2</version>
      <exclusions>
        <exclusion>
          <groupId>com.azure</groupId>
          <artifactId>azure-core-http-netty</artifactId>
        </exclusion>
      </exclusions>
    </dependency>
  </dependencies>
</project>
XML
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath > log
cat > Probe.java <<'JAVA'
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.sun.net.httpserver.HttpServer;
import java.net.*;
import java.util.concurrent.atomic.AtomicInteger;

public class Probe {
  public static void main(String[] args) throws Exception {
    for (String host : new String[] {"127.0.0.1", "localhost", "[::1]"}) {
      AtomicInteger requests = new AtomicInteger();
      InetAddress address = InetAddress.getByName(URI.create("http://" + host).getHost());
      HttpServer server = HttpServer.create(new InetSocketAddress(address, 0), 0);
      server.createContext(
          "/",
          exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
      String outcome = "an answer";
      try {
        new BlobServiceClientBuilder()
            .endpoint("http://" + host + ":" + server.getAddress().getPort() + "/account")
            .sasToken("sig=made-up")
            .buildClient()
            .getBlobContainerClient("container")
            .getBlobClient("blob")
            .exists();
      } catch (RuntimeException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
          cause = cause.getCause();
        }
        String port = ":" + server.getAddress().getPort();
        outcome = cause.getClass().getSimpleName() + " " + cause.getMessage().replace(port, ":PORT");
      }
      System.out.println(host + ": " + requests + " requests, " + outcome);
      server.stop(0);
    }
    System.exit(0);
  }
}
JAVA
java -cp "$(cat classpath)" Probe.java 2> /dev/null > seen
cat > expected <<'END'
127.0.0.1: 1 requests, an answer
localhost: 1 requests, an answer
[::1]: 0 requests, NumberFormatException For input string: ":1]:PORT"
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
