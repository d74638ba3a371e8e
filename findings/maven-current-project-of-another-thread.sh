#!/usr/bin/env bash
# MavenSession.getCurrentProject() in a thread that a goal has started, in a reactor of a parent and one module.
#
# Maven 3.6.3 and 3.8.8 give the project whose goal runs. From 3.9 on the current project is kept for each thread, and
# a thread that has none gets the top project: no error, and another project than the goal's.
#
# Guessed: the project of the goal, in every Maven.
# Seen on JDK 17. gmavenplus-plugin 4.2.1 runs the script.
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

mkdir module
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>top</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <modules>
    <module>module</module>
  </modules>
  <build>
    <plugins>
      <plugin>
        <groupId>org.codehaus.gmavenplus</groupId>
        <artifactId>gmavenplus-plugin</artifactId>
        <version>4.2.1</version>
        <executions>
          <execution>
            <phase>validate</phase>
            <goals>
              <goal>execute</goal>
            </goals>
            <configuration>
              <scripts>
                <script><![CDATA[
                  def seen = null
                  def thread = new Thread({ seen = session.currentProject.artifactId })
                  thread.start()
                  thread.join()
                  println "SEEN " + session.currentProject.artifactId + ", in another thread: " + seen
                ]]></script>
              </scripts>
            </configuration>
          </execution>
        </executions>
        <dependencies>
          <dependency>
            <groupId>org.apache.groovy</groupId>
            <artifactId>groovy</artifactId>
            <version>4.0.27</version>
          </dependency>
        </dependencies>
      </plugin>
    </plugins>
  </build>
</project>
XML
cat > module/pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>com.example</groupId>
    <artifactId>top</artifactId>
    <version>1</version>
  </parent>
  <artifactId>module</artifactId>
  <packaging>pom</packaging>
</project>
XML
for version in 3.6.3 3.8.8 3.9.16 3.10.0 4.0.0-rc-6; do
  maven "$version"
  "apache-maven-$version/bin/mvn" -B -ntp validate > log
  sed -n "s/.*SEEN module/$version: module/p" log
done > seen
cat > expected <<'END'
3.6.3: module, in another thread: module
3.8.8: module, in another thread: module
3.9.16: module, in another thread: top
3.10.0: module, in another thread: top
4.0.0-rc-6: module, in another thread: top
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
