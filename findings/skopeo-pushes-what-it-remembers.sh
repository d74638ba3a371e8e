#!/usr/bin/env bash
# skopeo 1.9 copies one tar file of Jib 3.5.2 to two repositories of one registry: once without an option for the
# compression, and once with zstd.
#
# The first copy decides about the second: after gzip the option for zstd gives gzip, and after zstd a copy without an
# option gives zstd. For that skopeo keeps a cache on the machine, of blobs with the same content (BlobInfoCache in
# containers/image). So what a copy puts into a registry rests on what the same machine has pushed before.
#
# Guessed: the second copy has the compression that it was asked for.
# Seen with Maven 3.9.16 on JDK 17 and Debian's docker-registry 2.8.
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

maven 3.9.16
./apache-maven-3.9.16/bin/mvn -B -ntp -f app package > log
registry() {
  port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
  cat > registry.yml <<YAML
version: 0.1
log: {accesslog: {disabled: true}, level: error}
storage: {filesystem: {rootdirectory: $work/registry-$port}}
http: {addr: "127.0.0.1:$port"}
YAML
  docker-registry serve registry.yml > registry.log 2>&1 &
  trap 'kill $!; rm -rf "$work"' EXIT
  until curl -sf "http://127.0.0.1:$port/v2/" > log; do :; done
}
copy() {
  local repository=$1
  shift
  skopeo copy -q --dest-tls-verify=false --format oci "$@" docker-archive:app/target/jib-image.tar \
    "docker://127.0.0.1:$port/$repository:1"
  skopeo inspect --raw --tls-verify=false "docker://127.0.0.1:$port/$repository:1" | node -e '
    console.log([...new Set(JSON.parse(require("fs").readFileSync(0)).layers.map(l => l.mediaType))].join())'
}
{
  registry
  echo "without an option: $(copy first)"
  echo "then with zstd: $(copy second --dest-compress-format zstd)"
  kill $!
  registry
  echo "with zstd: $(copy first --dest-compress-format zstd)"
  echo "then without an option: $(copy second)"
} > seen
cat > expected <<'END'
without an option: application/vnd.oci.image.layer.v1.tar+gzip
then with zstd: application/vnd.oci.image.layer.v1.tar+gzip
with zstd: application/vnd.oci.image.layer.v1.tar+zstd
then without an option: application/vnd.oci.image.layer.v1.tar+zstd
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
