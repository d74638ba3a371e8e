#!/usr/bin/env bash
# DefaultAzureCredential of azure-identity 1.19.0 on a machine that has an Azure CLI with a login, and where something
# else than Azure answers at the address of the metadata service, as in other clouds, and behind some proxies.
#
# Where nothing answers, and where the answer is 400, the chain goes on to the CLI and gives its token. 403, 404 and 405
# end the chain with an exception, and the CLI's token is not used.
#
# Guessed: whatever is no token means that there is no managed identity, and the chain goes on.
# Seen on JDK 17. The az here is a script, and the metadata service a local one, so no account is needed.
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
echo '{"accessToken": "made-up", "expiresOn": "2036-01-01 00:00:00.000000", "tokenType": "Bearer"}'
SCRIPT
chmod +x bin/az
cat > Probe.java <<'JAVA'
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.DefaultAzureCredentialBuilder;

public class Probe {
  public static void main(String[] args) {
    try {
      new DefaultAzureCredentialBuilder()
          .build()
          .getTokenSync(new TokenRequestContext().addScopes("https://storage.azure.com/.default"));
      System.out.println("the CLI's token");
    } catch (RuntimeException e) {
      System.out.println(e.getClass().getSimpleName());
    }
    System.exit(0);
  }
}
JAVA
cat > serve.mjs <<'JS'
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  response.statusCode = Number(process.argv[2]);
  response.end('{}');
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
JS
probe() {
  AZURE_POD_IDENTITY_AUTHORITY_HOST="http://127.0.0.1:$1" PATH="$work/bin:$PATH" \
    java -cp "$(cat classpath)" Probe.java 2> log
}
{
  for status in 400 403 404 405; do
    rm -f port
    node serve.mjs "$status" > port &
    trap 'kill %1; rm -rf "$work"' EXIT
    until [ -s port ]; do :; done
    echo "$status: $(probe "$(cat port)")"
    kill %1
    wait %1 || true
    trap 'rm -rf "$work"' EXIT
  done
  echo "no answer: $(probe "$(cat port)")"
} > seen
cat > expected <<'END'
400: the CLI's token
403: ClientAuthenticationException
404: ClientAuthenticationException
405: ClientAuthenticationException
no answer: the CLI's token
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
