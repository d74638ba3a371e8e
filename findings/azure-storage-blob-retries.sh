#!/usr/bin/env bash
# What azure-storage-blob 12.37.2 tries again, with RequestRetryOptions of three tries, when it lists blobs.
#
# 429, 500 and 503 are tried again; 408, 502 and 504, which proxies and gateways answer for a service that is busy, are
# not. Retry-After is not read: the server asks for three seconds, and the next try comes sooner.
#
# Guessed: all six are tried again, and no try comes before the time that the server asked for.
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
import com.azure.storage.blob.*;
import com.azure.storage.common.policy.*;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.*;

public class Probe {
  public static void main(String[] args) throws Exception {
    for (int status : new int[] {408, 429, 500, 502, 503, 504}) {
      List<Long> times = Collections.synchronizedList(new ArrayList<>());
      HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      server.createContext(
          "/",
          exchange -> {
            times.add(System.nanoTime());
            exchange.getResponseHeaders().add("Retry-After", "3");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
      server.start();
      BlobContainerClient container =
          new BlobServiceClientBuilder()
              .endpoint("http://127.0.0.1:" + server.getAddress().getPort() + "/account")
              .sasToken("sig=made-up")
              .retryOptions(
                  new RequestRetryOptions(RetryPolicyType.EXPONENTIAL, 3, 60, 100L, 200L, null))
              .buildClient()
              .getBlobContainerClient("container");
      try {
        container.listBlobs().forEach(blob -> {});
      } catch (RuntimeException e) {
        // Every answer is an error.
      }
      long waited = times.get(times.size() - 1) - times.get(0);
      boolean isTooEarly = waited < 3_000_000_000L * (times.size() - 1);
      System.out.println(
          status + ": " + times.size() + " requests" + (isTooEarly ? ", Retry-After is ignored" : ""));
      server.stop(0);
    }
    System.exit(0);
  }
}
JAVA
java -cp "$(cat classpath)" Probe.java 2> /dev/null > seen
cat > expected <<'END'
408: 1 requests
429: 3 requests, Retry-After is ignored
500: 3 requests, Retry-After is ignored
502: 1 requests
503: 3 requests, Retry-After is ignored
504: 1 requests
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
