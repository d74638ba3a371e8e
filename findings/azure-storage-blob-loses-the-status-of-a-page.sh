#!/usr/bin/env bash
# azure-storage-blob 12.37.2 and an answer that has a status and a page of HTML, as proxies and gateways send it.
#
# Without a body, and with an error as the service writes it, the client throws its BlobStorageException, which has the
# status. With a page it throws an IllegalStateException, in which, and in whose causes, no status is: a login that the
# proxy asks for, a refusal and a server that is down look alike.
#
# Guessed: a BlobStorageException with the status in each case.
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
import com.azure.core.exception.HttpResponseException;
import com.azure.storage.blob.*;
import com.azure.storage.common.policy.*;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.*;

public class Probe {
  static final Map<String, String> BODIES = new LinkedHashMap<>();

  static {
    BODIES.put("no body", "");
    BODIES.put("an error", "<?xml version=\"1.0\"?><Error><Code>Some</Code><Message>some</Message></Error>");
    BODIES.put("a page", "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>Some</body></html>");
  }

  static String list(String endpoint, int status) {
    try {
      new BlobServiceClientBuilder()
          .endpoint(endpoint)
          .sasToken("sig=made-up")
          .retryOptions(new RequestRetryOptions(RetryPolicyType.FIXED, 1, 60, null, null, null))
          .buildClient()
          .getBlobContainerClient("container")
          .listBlobs()
          .forEach(blob -> {});
      return "a list";
    } catch (HttpResponseException e) {
      return e.getClass().getSimpleName() + " " + e.getResponse().getStatusCode();
    } catch (RuntimeException e) {
      boolean isTold = false;
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        isTold |= cause.toString().contains("" + status);
      }
      return e.getClass().getSimpleName() + (isTold ? ", the status in its text" : ", no status");
    }
  }

  public static void main(String[] args) throws Exception {
    for (int status : new int[] {403, 407, 502}) {
      for (Map.Entry<String, String> body : BODIES.entrySet()) {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(
            "/",
            exchange -> {
              byte[] bytes = body.getValue().getBytes();
              String type = body.getKey().equals("a page") ? "text/html" : "application/xml";
              exchange.getResponseHeaders().add("Content-Type", type);
              exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
              exchange.getResponseBody().write(bytes);
              exchange.close();
            });
        server.start();
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort() + "/account";
        System.out.println(status + ", " + body.getKey() + ": " + list(endpoint, status));
        server.stop(0);
      }
    }
    System.exit(0);
  }
}
JAVA
java -cp "$(cat classpath)" Probe.java 2> /dev/null > seen
cat > expected <<'END'
403, no body: BlobStorageException 403
403, an error: BlobStorageException 403
403, a page: IllegalStateException, no status
407, no body: BlobStorageException 407
407, an error: BlobStorageException 407
407, a page: IllegalStateException, no status
502, no body: BlobStorageException 502
502, an error: BlobStorageException 502
502, a page: IllegalStateException, no status
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
