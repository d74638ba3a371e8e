#!/usr/bin/env bash
# An extension that .mvn/extensions.xml names, and the POM as well: os-maven-plugin 1.7.1, with Maven 3.6.3 to
# 4.0.0-rc-6.
#
# Each Maven calls it twice: what it prints once a session is printed twice.
#
# Guessed: the one in .mvn/extensions.xml takes the place of the other, which has the same coordinates.
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

mkdir -p app/.mvn
extension='<extensions>
  <extension>
    <groupId>kr.motd.maven</groupId>
    <artifactId>os-maven-plugin</artifactId>
    <version>1.7.1</version>
  </extension>
</extensions>'
cat > app/pom.xml <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>app</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <build>
    $extension
  </build>
</project>
XML
calls() {
  (cd app && "../apache-maven-$1/bin/mvn" -B -ntp validate) > log
  grep -c 'Detecting the operating system' log
}
for version in 3.6.3 3.9.16 3.10.0 4.0.0-rc-6; do
  maven "$version"
  rm -f app/.mvn/extensions.xml
  echo "$version, in the POM: $(calls "$version")"
  echo "$extension" > app/.mvn/extensions.xml
  echo "$version, in both: $(calls "$version")"
done > seen
for version in 3.6.3 3.9.16 3.10.0 4.0.0-rc-6; do
  echo "$version, in the POM: 1"
  echo "$version, in both: 2"
done > expected
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
