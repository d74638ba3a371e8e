#!/usr/bin/env bash
# The AOT cache of JDK 25, made in one run of Maven 3.9.16 with a goal of Jib 3.5.2, and used in the next run.
#
# Maven loads itself and its plugins through class loaders of its own, one for each plugin. Yet most of Maven's classes,
# and most of those of Jib's plugin, come out of the cache: it is not for the classes of the class path alone.
#
# Guessed: only the JDK's classes, and Maven's launcher, which is on the class path.
# Seen with Temurin 25.0.3.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# A JDK's program of that major version, wherever Debian or Temurin puts it.
jdk() {
  local home
  for home in "${JAVA_HOME:-/none}" /usr/lib/jvm/*; do
    if [ -x "$home/bin/javac" ] && grep -q "^JAVA_VERSION=\"$1\." "$home/release"; then
      echo "$home/bin/java"
      return
    fi
  done
  echo "This needs a JDK $1." >&2
  exit 2
}

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
java=$(jdk 25)
export JAVA_HOME=${java%/bin/java}
build() { MAVEN_OPTS=$1 ./apache-maven-3.9.16/bin/mvn -B -ntp -f app package > log 2>&1; }
build ""
build "-XX:AOTCacheOutput=$work/cache.aot"
build "-XX:AOTCache=$work/cache.aot -Xlog:class+load:file=$work/classes"
share() {
  local cached all
  cached=$(grep " $1" classes | grep -c 'source: shared objects file' || true)
  all=$(grep -c " $1" classes || true)
  if [ $((2 * cached)) -gt "$all" ]; then echo "most"; elif [ "$cached" -gt 0 ]; then echo "some"; else echo "none"; fi
}
{
  echo "the JDK's, java.lang: $(share java.lang.)"
  echo "the launcher's, org.codehaus.plexus.classworlds: $(share org.codehaus.plexus.classworlds.)"
  echo "Maven's, org.apache.maven: $(share org.apache.maven.)"
  echo "Jib's, com.google.cloud.tools.jib: $(share com.google.cloud.tools.jib.)"
} > seen
cat > expected <<'END'
the JDK's, java.lang: most
the launcher's, org.codehaus.plexus.classworlds: most
Maven's, org.apache.maven: most
Jib's, com.google.cloud.tools.jib: most
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
