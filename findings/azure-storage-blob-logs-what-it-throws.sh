#!/usr/bin/env bash
# What azure-storage-blob 12.37.2 logs of the failures that it throws, when it lists the blobs of a container. SLF4J
# prints errors, as in Maven.
#
# A 404 is thrown and not logged. A refused connection is thrown and logged as an error three times, by the HTTP client,
# the policy that retries and the code around the call, and once more for each other try. An exception of a policy that
# the caller has added is logged twice. In both the caller gets a plain RuntimeException around the cause.
#
# Guessed: what is thrown is the caller's to report, and nothing is logged as an error.
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
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-simple</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath > log
cat > Probe.java <<'JAVA'
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import com.azure.storage.blob.*;
import com.azure.storage.common.policy.*;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.time.Duration;

public class Probe {
  public static void main(String[] args) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "<Error><Code>ContainerNotFound</Code></Error>".getBytes();
          exchange.getResponseHeaders().add("x-ms-error-code", "ContainerNotFound");
          exchange.getResponseHeaders().add("Content-Type", "application/xml");
          exchange.getResponseHeaders().add("x-ms-request-id", "1");
          exchange.sendResponseHeaders(404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    int port = server.getAddress().getPort();
    probe("404, thrown by the SDK", builder(port));
    HttpPipelineSyncPolicy policy =
        new HttpPipelineSyncPolicy() {
          @Override
          protected HttpResponse afterReceivedResponse(
              HttpPipelineCallContext context, HttpResponse response) {
            throw new HttpResponseException("HTTP " + response.getStatusCode(), response);
          }
        };
    probe("404, thrown by a policy of the caller", builder(port).addPolicy(policy));
    server.stop(0);
    probe("no connection, one try", builder(port));
    Duration pause = Duration.ofMillis(50);
    probe("no connection, three tries", builder(port).retryOptions(tries(3, pause)));
    System.exit(0);
  }

  static BlobContainerClientBuilder builder(int port) {
    return new BlobContainerClientBuilder()
        .endpoint("http://127.0.0.1:" + port + "/account")
        .containerName("container")
        .sasToken("sig=made-up")
        .retryOptions(tries(1, null));
  }

  static RequestRetryOptions tries(int count, Duration pause) {
    return new RequestRetryOptions(
        RetryPolicyType.FIXED, count, (Duration) null, pause, pause, null);
  }

  static void probe(String what, BlobContainerClientBuilder builder) {
    System.err.println("== " + what);
    try {
      builder.buildClient().listBlobs().forEach(blob -> {});
    } catch (RuntimeException e) {
      System.err.println("caught " + e.getClass().getSimpleName());
    }
  }
}
JAVA
java -Dorg.slf4j.simpleLogger.logFile=System.err -cp "$(cat classpath)" Probe.java 2> log > /dev/null
awk '/^== / { what = substr($0, 4); n = 0; by = "" }
  / ERROR / { n++; sub(/.*[.]/, "", $3); by = by " " $3 }
  /^caught / { print what ": " n " errors logged" (n ? " by" by : "") ", " $0 }' log > seen
cat > expected <<'END'
404, thrown by the SDK: 0 errors logged, caught BlobStorageException
404, thrown by a policy of the caller: 2 errors logged by RequestRetryPolicy StorageImplUtils, caught RuntimeException
no connection, one try: 3 errors logged by JdkHttpClient RequestRetryPolicy StorageImplUtils, caught RuntimeException
no connection, three tries: 5 errors logged by JdkHttpClient JdkHttpClient JdkHttpClient RequestRetryPolicy StorageImplUtils, caught RuntimeException
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
