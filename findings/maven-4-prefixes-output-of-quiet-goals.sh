#!/usr/bin/env bash
# Maven 4.0.0-rc-6 and a goal that prints to standard output, with -q and without.
#
# With -q Maven 4 puts "[INFO] [stdout] " before the line, although -q is to leave out all that is at that level. Without -q
# the line stays as it is. So a script that takes a value from `mvn -q help:evaluate -DforceStdout`, as it has been advised
# for ten years, gets the prefix too. `--raw-streams`, which is new in Maven 4, turns it off.
#
# Guessed: the bare value in each case, as with Maven 3.9.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

for version in 3.9.16 4.0.0-rc-6; do
  curl -sSf "https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/$version/apache-maven-$version-bin.tar.gz" | tar -xz
done
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>value</artifactId>
  <version>1.2.3</version>
  <packaging>pom</packaging>
</project>
XML

# printed VERSION OPTION...: the lines with the value
printed() {
  local version=$1
  shift
  echo "Maven $version, options: $*"
  "./apache-maven-$version/bin/mvn" -B "$@" org.apache.maven.plugins:maven-help-plugin:3.5.1:evaluate \
    -Dexpression=project.version -DforceStdout 2> /dev/null | grep -E '(^|\[stdout\] )1\.2\.3' | tr -d '\r'
  echo
}
{
  printed 3.9.16 -q
  printed 3.9.16 -ntp
  printed 4.0.0-rc-6 -q
  printed 4.0.0-rc-6 -ntp
  printed 4.0.0-rc-6 -q --raw-streams
} | grep . > seen
cat > expected <<'TEXT'
Maven 3.9.16, options: -q
1.2.3
Maven 3.9.16, options: -ntp
1.2.3
Maven 4.0.0-rc-6, options: -q
[INFO] [stdout] 1.2.3
Maven 4.0.0-rc-6, options: -ntp
1.2.3
Maven 4.0.0-rc-6, options: -q --raw-streams
1.2.3
TEXT
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
