#!/usr/bin/env bash
# The tar file that Jib 3.5.2 writes (jib:buildTar), and skopeo 1.9, which copies it to a registry.
#
# The layers in the tar are gzip files, named by their digests. skopeo inflates and compresses each one anew, so that
# the registry has other digests for all of them. A cache or a policy that knows the digests from Jib does not meet
# them there. The diffIDs are the same.
#
# Guessed: layers that are compressed already are copied as they are.
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
./apache-maven-3.9.16/bin/mvn -B -ntp -f app package > log
skopeo copy -q --dest-tls-verify=false docker-archive:app/target/jib-image.tar "docker://127.0.0.1:$port/app:1"
tar -xf app/target/jib-image.tar manifest.json config.json
node -e 'console.log(JSON.parse(require("fs").readFileSync("manifest.json"))[0].Layers.map(l => l.split(".")[0]).join("\n"))' > in-tar
skopeo inspect --raw --tls-verify=false "docker://127.0.0.1:$port/app:1" \
  | node -e 'console.log(JSON.parse(require("fs").readFileSync(0)).layers.map(l => l.digest.split(":")[1]).join("\n"))' > in-registry
skopeo inspect --config --raw --tls-verify=false "docker://127.0.0.1:$port/app:1" > registry-config.json
diff_ids() { node -e 'console.log(JSON.parse(require("fs").readFileSync(process.argv[1])).rootfs.diff_ids.join())' "$1"; }
{
  echo "layers: $(wc -l < in-tar)"
  echo "layers with the same digest in the registry: $(grep -cFf in-tar in-registry || true)"
  [ "$(diff_ids config.json)" = "$(diff_ids registry-config.json)" ] && echo "diffIDs: the same"
} > seen
cat > expected <<'END'
layers: 3
layers with the same digest in the registry: 0
diffIDs: the same
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
