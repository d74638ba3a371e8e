#!/usr/bin/env bash
# jib:build of Jib 3.5.2, with the base image and the target in one registry, but in another repository. The machine has
# no base image in its cache.
#
# Jib asks the registry to mount each base layer from the base's repository, and the registry does: none is uploaded. But
# before that Jib has downloaded every base layer in full. It asks for a mount of the layers that it has built, too,
# which no other repository can have.
#
# Guessed: a layer that can be mounted is not downloaded.
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
build() { ./apache-maven-3.9.16/bin/mvn -B -ntp -f app -Djib.allowInsecureRegistries=true "$@" > log; }
build package
skopeo copy -q --dest-tls-verify=false docker-archive:app/target/jib-image.tar "docker://127.0.0.1:$port/base:1"
: > registry.log
echo 'package com.example; public class Other {}' > app/src/main/java/com/example/Other.java
build clean compile jib:build "-Djib.baseImageCache=$work/base-images" "-Djib.from.image=127.0.0.1:$port/base:1" \
  "-Djib.to.image=127.0.0.1:$port/app:1"
skopeo inspect --raw --tls-verify=false "docker://127.0.0.1:$port/base:1" \
  | node -e 'console.log(JSON.parse(require("fs").readFileSync(0)).layers.map(l => l.digest.split(":")[1]).join("\n"))' > base-layers
requests() { grep -aoE "\"$1 HTTP/1.1\" $2" registry.log; }
of_base() { grep -cFf base-layers || true; }
{
  echo "layers of the base image: $(wc -l < base-layers)"
  echo "of them downloaded: $(requests 'GET /v2/base/blobs/[^ ]*' 200 | of_base)"
  echo "of them mounted: $(requests 'POST /v2/app/blobs/uploads/[?][^ ]*' 201 | of_base)"
  echo "of them uploaded: $(requests 'PUT /v2/app/blobs/uploads/[^ ]*' 201 | of_base)"
  echo "mounts of others, in vain: $(requests 'POST /v2/app/blobs/uploads/[?]mount=[^ ]*' 202 | wc -l)"
} > seen
cat > expected <<'END'
layers of the base image: 3
of them downloaded: 3
of them mounted: 3
of them uploaded: 0
mounts of others, in vain: 4
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
