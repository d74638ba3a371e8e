#!/usr/bin/env bash
# AzureCliCredential of azure-identity 1.19.0 and an Azure CLI that is not as quiet, or not as fast, as in examples.
#
# - A line on standard error, as the CLI prints when there is an update, makes the credential fail, although the token
#   is on standard output: the two are read as one text. What is thrown is an IllegalStateException, which is not one of
#   the exceptions that code for credentials expects, so a chain of credentials does not go on either.
# - processTimeout ends nothing: with a limit of one second, a CLI that needs four still gives its token.
#
# Guessed: the notice is ignored; the slow CLI is given up, as "unavailable".
# Seen on JDK 17. The az here is a script, so no account is needed.
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
      <artifactId>azure-identity</artifactId>
      <version>1.19.0</version>
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
mkdir bin
cat > bin/az <<'SCRIPT'
#!/bin/sh
sleep "${CLI_SECONDS:-0}"
[ -z "${CLI_NOTICE:-}" ] || echo "WARNING: a newer version is available" >&2
echo '{"accessToken": "made-up", "expiresOn": "2036-01-01 00:00:00.000000", "tokenType": "Bearer"}'
SCRIPT
chmod +x bin/az
cat > Probe.java <<'JAVA'
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.AzureCliCredentialBuilder;
import java.time.Duration;

public class Probe {
  public static void main(String[] args) {
    TokenRequestContext storage =
        new TokenRequestContext().addScopes("https://storage.azure.com/.default");
    try {
      new AzureCliCredentialBuilder()
          .processTimeout(Duration.ofSeconds(Long.parseLong(args[0])))
          .build()
          .getTokenSync(storage);
      System.out.println("a token");
    } catch (RuntimeException e) {
      System.out.println(e.getClass().getSimpleName());
    }
  }
}
JAVA
probe() { env PATH="$work/bin:$PATH" "$@" 2> /dev/null; }
{
  echo "quiet and fast: $(probe java -cp "$(cat classpath)" Probe.java 60)"
  echo "a notice on standard error: $(probe CLI_NOTICE=1 java -cp "$(cat classpath)" Probe.java 60)"
  echo "4 seconds, limit 1 second: $(probe CLI_SECONDS=4 java -cp "$(cat classpath)" Probe.java 1)"
} > seen
cat > expected <<'END'
quiet and fast: a token
a notice on standard error: IllegalStateException
4 seconds, limit 1 second: a token
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
