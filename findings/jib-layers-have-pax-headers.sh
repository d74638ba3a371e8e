#!/usr/bin/env bash
# The tar in a layer that Jib 3.5.2 builds.
#
# Each entry, a folder too, has a PAX header with atime, ctime and LIBARCHIVE.creationtime, all of them the entry's own
# time, although each name is short and each time a whole second. So an entry has 1 KiB more than in a plain ustar file.
# GNU tar takes it, with one warning for each entry that it does not know the keyword.
#
# Guessed: plain ustar headers, as short names and whole seconds need no others.
# Seen with Maven 3.9.16 on JDK 17 and GNU tar 1.34.
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
mkdir image
tar -xf app/target/jib-image.tar -C image
cat > entries.mjs <<'JS'
import { readFileSync } from 'node:fs';
const tar = readFileSync(0);
const text = (at, length) => tar.toString('utf8', at, at + length).replace(/\0.*/s, '');
let pax = 'no PAX header';
for (let at = 0; tar[at]; ) {
  const size = parseInt(text(at + 124, 12), 8);
  if (text(at + 156, 1) === 'x') {
    pax = text(at + 512, size).trim().replaceAll('\n', ', ');
  } else {
    console.log(`${text(at, 100)}: ${pax}`);
    pax = 'no PAX header';
  }
  at += 512 + Math.ceil(size / 512) * 512;
}
JS
for layer in image/*.tar.gz; do
  gzip -dc "$layer" > layer.tar
  if grep -q App.class layer.tar; then
    node entries.mjs < layer.tar
    tar -tf layer.tar 2> warnings > log
    sort warnings | uniq -c | sed -E 's/ +([0-9]+) (.*)/\1 times: \2/'
  fi
done > seen
cat > expected <<'END'
app/: 11 atime=1, 11 ctime=1, 29 LIBARCHIVE.creationtime=1
app/classes/: 11 atime=1, 11 ctime=1, 29 LIBARCHIVE.creationtime=1
app/classes/com/: 11 atime=1, 11 ctime=1, 29 LIBARCHIVE.creationtime=1
app/classes/com/example/: 11 atime=1, 11 ctime=1, 29 LIBARCHIVE.creationtime=1
app/classes/com/example/App.class: 11 atime=1, 11 ctime=1, 29 LIBARCHIVE.creationtime=1
5 times: tar: Ignoring unknown extended header keyword 'LIBARCHIVE.creationtime'
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
