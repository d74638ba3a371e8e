#!/usr/bin/env bash
# Jib 3.5.2 with containerizingMode=packaged, and the project.build.outputTimestamp of Maven's super POM.
#
# Maven 3.9.16 makes another image at each build of the same sources. Maven 3.10.0 and 4.0.0-rc-5 make the same image
# each time, but not the same as each other.
#
# Guessed: 3.10 and 4 agree, because both set the same timestamp.
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

for version in 3.9.16 3.10.0 4.0.0-rc-5; do
  maven "$version"
  for copy in 1 2; do
    rm -rf built
    cp -r app built
    "./apache-maven-$version/bin/mvn" -q -f built -Djib.containerizingMode=packaged package > log
    cp built/target/jib-image.digest "$version-$copy"
  done
done
same() { cmp -s "$1" "$2" && echo same || echo different; }
{
  for version in 3.9.16 3.10.0 4.0.0-rc-5; do
    echo "$version, two builds: $(same "$version-1" "$version-2")"
  done
  echo "3.10.0 and 4.0.0-rc-5: $(same 3.10.0-1 4.0.0-rc-5-1)"
} > seen
cat > expected <<'END'
3.9.16, two builds: different
3.10.0, two builds: same
4.0.0-rc-5, two builds: same
3.10.0 and 4.0.0-rc-5: different
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
