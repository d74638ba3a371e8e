#!/usr/bin/env bash
# jib-maven-plugin 3.5.2: the name of the image has two properties, `jib.to.image` and the shorter `image`.
#
# A property `image` of the POM wins over `-Djib.to.image` of the command line, so a CI job that sets the documented
# property builds under the name of the POM, without a warning. `-Dimage` wins over both. Jib reads each property from the
# command line first and from the POM then, but it reads `image` through both before it looks at `jib.to.image`.
#
# Guessed: the command line wins over the POM, whichever of the two names it uses.
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

# project FOLDER PROPERTY: whose POM has that property, and no other name for the image.
project() {
  mkdir -p "$1/src/main/java"
  echo 'public class App { public static void main(String[] args) {} }' > "$1/src/main/java/App.java"
  cat > "$1/pom.xml" <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>app</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
    <$2>example/pom</$2>
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
        </configuration>
      </plugin>
    </plugins>
  </build>
</project>
XML
}

# built FOLDER OPTION: the name that the image gets.
built() {
  ./apache-maven-3.9.16/bin/mvn -B -ntp -f "$1/pom.xml" "-D$2=example/command-line" compile jib:buildTar > log
  tar -xOf "$1/target/jib-image.tar" manifest.json | grep -o 'example/[a-z-]*'
}

maven 3.9.16
for inPom in image jib.to.image; do
  project "$inPom" "$inPom"
  for option in image jib.to.image; do
    echo "$inPom in the POM, -D$option: $(built "$inPom" "$option")"
  done
done > seen
cat > expected <<'END'
image in the POM, -Dimage: example/command-line
image in the POM, -Djib.to.image: example/pom
jib.to.image in the POM, -Dimage: example/command-line
jib.to.image in the POM, -Djib.to.image: example/command-line
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
