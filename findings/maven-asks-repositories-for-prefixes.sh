#!/usr/bin/env bash
# What a repository is asked for by Maven 3.9.16, 3.10.0 and 4.0.0-rc-6, for a build that needs one parent POM from it.
#
# From 3.10 and 4 on the first request is for /.meta/prefixes.txt, which no POM and no setting speaks of. A repository
# behind a mirror of settings.xml is not asked.
#
# Guessed: for the artifact and its checksum, and nothing else.
# Seen on JDK 17.
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

mkdir -p repository/com/example/parent/1 app
parent=repository/com/example/parent/1/parent-1.pom
cat > "$parent" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>parent</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
</project>
XML
sha1sum "$parent" | cut -d ' ' -f 1 > "$parent.sha1"
cat > serve.mjs <<'JS'
import { createServer } from 'node:http';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
const server = createServer((request, response) => {
  appendFileSync('requests', `${request.url}\n`);
  try {
    response.end(readFileSync(`repository${request.url}`));
  } catch {
    response.writeHead(404).end();
  }
});
server.listen(0, '127.0.0.1', () => writeFileSync('port', String(server.address().port)));
JS
node serve.mjs &
trap 'kill %1; rm -rf "$work"' EXIT
until [ -s port ]; do :; done
cat > app/pom.xml <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>com.example</groupId>
    <artifactId>parent</artifactId>
    <version>1</version>
    <relativePath/>
  </parent>
  <artifactId>app</artifactId>
  <packaging>pom</packaging>
  <repositories>
    <repository>
      <id>ours</id>
      <url>http://127.0.0.1:$(cat port)</url>
    </repository>
  </repositories>
</project>
XML
cat > mirror.xml <<XML
<settings>
  <mirrors>
    <mirror>
      <id>mirror</id>
      <mirrorOf>*</mirrorOf>
      <url>http://127.0.0.1:$(cat port)</url>
    </mirror>
  </mirrors>
</settings>
XML
echo '<settings/>' > none.xml
for version in 3.9.16 3.10.0 4.0.0-rc-6; do
  maven "$version"
  for settings in none mirror; do
    rm -rf local requests
    "apache-maven-$version/bin/mvn" -B -ntp -f app -s "$settings.xml" "-Dmaven.repo.local=$work/local" validate > log
    echo "$version, settings: $settings"
    sed 's/^/  /' requests
  done
done > seen
cat > expected <<'END'
3.9.16, settings: none
  /com/example/parent/1/parent-1.pom
  /com/example/parent/1/parent-1.pom.sha1
3.9.16, settings: mirror
  /com/example/parent/1/parent-1.pom
  /com/example/parent/1/parent-1.pom.sha1
3.10.0, settings: none
  /.meta/prefixes.txt
  /com/example/parent/1/parent-1.pom
  /com/example/parent/1/parent-1.pom.sha1
3.10.0, settings: mirror
  /com/example/parent/1/parent-1.pom
  /com/example/parent/1/parent-1.pom.sha1
4.0.0-rc-6, settings: none
  /.meta/prefixes.txt
  /com/example/parent/1/parent-1.pom
  /com/example/parent/1/parent-1.pom.sha1
4.0.0-rc-6, settings: mirror
  /com/example/parent/1/parent-1.pom
  /com/example/parent/1/parent-1.pom.sha1
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
