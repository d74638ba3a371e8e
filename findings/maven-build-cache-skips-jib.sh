#!/usr/bin/env bash
# Apache's maven-build-cache-extension 1.3.0 and Jib 3.5.2, whose goal is bound to the phase package.
#
# Where the extension restores a module, it skips Jib's goal as well, although nothing that it restores is an image.
# The build succeeds, and there is no image: no tar here, nothing pushed with jib:build.
#
# Guessed: a goal whose output the extension does not keep is run.
# Seen with Maven 3.9.16 on JDK 17.
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

mkdir app/.mvn
cat > app/.mvn/extensions.xml <<'XML'
<extensions>
  <extension>
    <groupId>org.apache.maven.extensions</groupId>
    <artifactId>maven-build-cache-extension</artifactId>
    <version>1.3.0</version>
  </extension>
</extensions>
XML
maven 3.9.16
build() {
  ./apache-maven-3.9.16/bin/mvn -B -ntp -f app "-Dmaven.build.cache.location=$work/cache" clean package > log
  grep -oE 'BUILD SUCCESS|Skipping plugin execution \(cached\): jib:buildTar' log
  if [ -e app/target/jib-image.tar ]; then echo "an image"; else echo "no image"; fi
}
{
  echo "first build"
  build
  echo "second build"
  build
} > seen
cat > expected <<'END'
first build
BUILD SUCCESS
an image
second build
Skipping plugin execution (cached): jib:buildTar
BUILD SUCCESS
no image
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
