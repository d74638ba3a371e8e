#!/usr/bin/env bash
# Jib 3.5.2 in a reactor of two modules with one base image, by mvn -T2, on a machine whose base image cache is empty.
#
# Each layer of the base image is pulled once with -T1 and twice with -T2: the modules share the cache on disk, and
# neither waits for what the other one is pulling.
#
# Guessed: one pull in both cases.
# Seen with Maven 3.9.16 on JDK 17, Debian's docker-registry 2.8 and skopeo 1.9.
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

port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
cat > registry.yml <<YAML
version: 0.1
log: {accesslog: {disabled: false}, level: error}
storage: {filesystem: {rootdirectory: $work/registry}}
http: {addr: "127.0.0.1:$port"}
YAML
docker-registry serve registry.yml >> registry.log 2>&1 &
trap 'kill %1; rm -rf "$work"' EXIT
until curl -sf "http://127.0.0.1:$port/v2/" > log; do :; done

maven 3.9.16
# A base layer that takes a moment to pull.
mkdir -p app/src/main/jib
head -c 60000000 /dev/urandom > app/src/main/jib/random
./apache-maven-3.9.16/bin/mvn -B -ntp -f app package > log
skopeo copy -q --dest-tls-verify=false docker-archive:app/target/jib-image.tar "docker://127.0.0.1:$port/base:1"
rm -rf app/src/main/jib app/target
sed -i "s#<image>scratch#<image>127.0.0.1:$port/base:1#" app/pom.xml
mkdir reactor
cp -r app reactor/one
cp -r app reactor/two
sed -i 's#<artifactId>app<#<artifactId>other<#' reactor/two/pom.xml
cat > reactor/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>reactor</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <modules>
    <module>one</module>
    <module>two</module>
  </modules>
</project>
XML
pulls() {
  : > registry.log
  ./apache-maven-3.9.16/bin/mvn -B -ntp -f reactor "$1" -Djib.allowInsecureRegistries=true \
    "-Djib.baseImageCache=$work/base$1" clean package > log
  largest=$(find registry -name data -size +50M -printf '%h\n' | head -n 1)
  grep -c "GET /v2/base/blobs/sha256:${largest##*/} " registry.log
}
{
  echo "-T1, pulls of the large layer: $(pulls -T1)"
  echo "-T2, pulls of the large layer: $(pulls -T2)"
} > seen
cat > expected <<'END'
-T1, pulls of the large layer: 1
-T2, pulls of the large layer: 2
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
