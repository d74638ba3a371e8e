#!/usr/bin/env bash
# AzureCliCredential of azure-identity 1.19.0 and an Azure CLI that is not as quiet, or not as fast, as in examples.
#
# - A line on standard error, as the CLI prints when there is an update, makes the credential fail, although the token
#   is on standard output: the two are read as one text. What is thrown is an IllegalStateException, which is not one of
#   the exceptions that code for credentials expects, and a chain of credentials ends with it.
# - processTimeout ends nothing: with a limit of one second, a CLI that needs four still gives its token.
# - The code of an error is in the exception, and is lost where the CLI's text also has "az login" in it, as its advice
#   does. The first ends a chain, the second does not.
#
# Guessed: the notice is ignored; the slow CLI is given up, as "unavailable"; the code is in each exception.
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
[ -z "${CLI_ERROR:-}" ] || { echo "ERROR: $CLI_ERROR" >&2; exit 1; }
echo '{"accessToken": "made-up", "expiresOn": "2036-01-01 00:00:00.000000", "tokenType": "Bearer"}'
SCRIPT
chmod +x bin/az
cat > Probe.java <<'JAVA'
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.identity.AzureCliCredential;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.ChainedTokenCredentialBuilder;
import java.time.Duration;
import java.time.OffsetDateTime;
import reactor.core.publisher.Mono;

public class Probe {
  public static void main(String[] args) {
    TokenRequestContext storage =
        new TokenRequestContext().addScopes("https://storage.azure.com/.default");
    AzureCliCredential cli =
        new AzureCliCredentialBuilder()
            .processTimeout(Duration.ofSeconds(Long.parseLong(args[0])))
            .build();
    TokenCredential next =
        request -> Mono.just(new AccessToken("next", OffsetDateTime.now().plusHours(1)));
    System.out.println(
        token(cli, storage)
            + (args.length == 1
                ? ""
                : "; in a chain: "
                    + token(
                        new ChainedTokenCredentialBuilder().addLast(cli).addLast(next).build(),
                        storage)));
  }

  static String token(TokenCredential credential, TokenRequestContext request) {
    try {
      String token = credential.getTokenSync(request).getToken();
      return token.equals("next") ? "the next one's token" : "a token";
    } catch (RuntimeException e) {
      boolean hasCode = false;
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        hasCode |= cause.toString().contains("AADSTS700024");
      }
      return e.getClass().getSimpleName() + (hasCode ? " with the code" : "");
    }
  }
}
JAVA
probe() { env PATH="$work/bin:$PATH" "$@" 2> /dev/null; }
{
  echo "quiet and fast: $(probe java -cp "$(cat classpath)" Probe.java 60)"
  echo "a notice on standard error: $(probe CLI_NOTICE=1 java -cp "$(cat classpath)" Probe.java 60 chain)"
  echo "4 seconds, limit 1 second: $(probe CLI_SECONDS=4 java -cp "$(cat classpath)" Probe.java 1)"
  error="AADSTS700024: the assertion is too old."
  echo "an error code: $(probe CLI_ERROR="$error" java -cp "$(cat classpath)" Probe.java 60 chain)"
  echo "and advice: $(probe CLI_ERROR="$error Run: az login" java -cp "$(cat classpath)" Probe.java 60 chain)"
} > seen
cat > expected <<'END'
quiet and fast: a token
a notice on standard error: IllegalStateException; in a chain: ClientAuthenticationException
4 seconds, limit 1 second: a token
an error code: ClientAuthenticationException with the code; in a chain: ClientAuthenticationException with the code
and advice: CredentialUnavailableException; in a chain: the next one's token
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
