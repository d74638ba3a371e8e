#!/usr/bin/env bash
# Jib 3.5.2 and a base image whose layer is compressed with zstd, as the registry's manifest says.
#
# With zstd-jni among its plugin's dependencies Jib takes such a layer, keeps its bytes, and calls it gzip in the
# manifest of the image that it pushes. So the compression of a layer can't be told from Jib's media type.
#
# Guessed: the media type of the base's manifest is kept.
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
build() { ./apache-maven-3.9.16/bin/mvn -B -ntp -f app -DsendCredentialsOverHttp=true -Djib.allowInsecureRegistries=true "$@" > log; }
build package
skopeo copy -q --dest-tls-verify=false --format oci --dest-compress-format zstd \
  docker-archive:app/target/jib-image.tar "docker://127.0.0.1:$port/base:zstd"
sed -i "s#<configuration>#<dependencies><dependency><groupId>com.github.luben</groupId><artifactId>zstd-jni</artifactId><version>1.5.5-5</version></dependency></dependencies><configuration>#" app/pom.xml
build clean compile jib:build "-Djib.from.image=127.0.0.1:$port/base:zstd" "-Djib.to.image=127.0.0.1:$port/app"
types() { skopeo inspect --raw --tls-verify=false "docker://127.0.0.1:$port/$1" | node -e '
  const manifest = JSON.parse(require("fs").readFileSync(0));
  console.log(manifest.layers[0].digest, manifest.layers[0].mediaType)'; }
read -r base_digest base_type < <(types base:zstd)
read -r app_digest app_type < <(types app)
{
  echo "the base's first layer: $base_type"
  echo "the same in the image: $app_type"
  [ "$base_digest" = "$app_digest" ] && echo "its digest: the same"
  curl -s "http://127.0.0.1:$port/v2/app/blobs/$app_digest" | head -c 4 | od -An -tx1
} > seen
cat > expected <<'END'
the base's first layer: application/vnd.oci.image.layer.v1.tar+zstd
the same in the image: application/vnd.docker.image.rootfs.diff.tar.gzip
its digest: the same
 28 b5 2f fd
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
