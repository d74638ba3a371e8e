#!/usr/bin/env bash
# A settings.xml with one proxy, and what is reached through it by https: a repository by Maven 3.9.16, a registry by
# Jib 3.5.2.
#
# Maven takes a proxy whose protocol is http for its https repositories too. Jib takes only one whose protocol is https
# for its registries. So with one for http Maven gets its artifacts, and in the same build Jib goes to the registry
# directly.
#
# Guessed: both go by the same proxy.
# Seen on JDK 17. The hosts do not exist, and the proxy answers 502: what counts is who asks it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# A Maven of that version, from its distribution.
maven() {
  mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -DoutputDirectory=. \
    -Dartifact="org.apache.maven:apache-maven:$1:zip:bin" > copy.log
  jar xf "apache-maven-$1-bin.zip"
  chmod +x "apache-maven-$1/bin/mvn"
}

mkdir -p app/src/main/java/com/example
cat > app/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>app</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <build>
    <plugins>
      <plugin>
        <groupId>com.google.cloud.tools</groupId>
        <artifactId>jib-maven-plugin</artifactId>
        <version>3.5.2</version>
        <configuration>
          <from>
            <image>scratch</image>
          </from>
          <to>
            <image>example/app</image>
          </to>
        </configuration>
        <executions>
          <execution>
            <phase>package</phase>
            <goals>
              <goal>buildTar</goal>
            </goals>
          </execution>
        </executions>
      </plugin>
    </plugins>
  </build>
</project>
XML
echo 'package com.example; public class App { public static void main(String[] args) {} }' \
  > app/src/main/java/com/example/App.java

cat > proxy.mjs <<'JS'
import { createServer } from 'node:http';
import { appendFileSync, writeFileSync } from 'node:fs';
const server = createServer((request, response) => response.writeHead(404).end());
server.on('connect', (request, socket) => {
  appendFileSync('asked', `${request.url}\n`);
  socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
});
server.listen(0, '127.0.0.1', () => writeFileSync('port', String(server.address().port)));
JS
touch asked
node proxy.mjs &
trap 'kill %1; rm -rf "$work"' EXIT
until [ -s port ]; do :; done
maven 3.9.16
build() { ./apache-maven-3.9.16/bin/mvn -B -ntp -Djib.disableUpdateChecks=true "$@" > log || true; }
build -f app package
mkdir empty
cat > empty/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>com.example</groupId>
    <artifactId>parent</artifactId>
    <version>1</version>
    <relativePath/>
  </parent>
  <artifactId>empty</artifactId>
  <repositories>
    <repository>
      <id>ours</id>
      <url>https://repository.invalid</url>
    </repository>
  </repositories>
</project>
XML
asked() { if grep -q "^$1:443$" asked; then echo "through the proxy"; else echo "not through the proxy"; fi; }
for protocol in http https; do
  cat > settings.xml <<XML
<settings>
  <proxies>
    <proxy>
      <protocol>$protocol</protocol>
      <host>127.0.0.1</host>
      <port>$(cat port)</port>
    </proxy>
  </proxies>
</settings>
XML
  : > asked
  build -s settings.xml "-Dmaven.repo.local=$work/repository-$protocol" -f empty validate
  build -s settings.xml -f app package -Djib.from.image=registry.invalid/base:1
  echo "protocol $protocol, Maven's repository: $(asked repository.invalid)"
  echo "protocol $protocol, Jib's registry: $(asked registry.invalid)"
done > seen
cat > expected <<'END'
protocol http, Maven's repository: through the proxy
protocol http, Jib's registry: not through the proxy
protocol https, Maven's repository: through the proxy
protocol https, Jib's registry: through the proxy
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
