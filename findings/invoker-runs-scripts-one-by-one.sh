#!/usr/bin/env bash
# Two builds of maven-invoker-plugin 3.10.1 with parallelThreads=2, each of four seconds, and each with a verify.groovy of
# four seconds.
#
# The builds run at the same time, and their scripts do not: the second script waits until the first has ended. So tests
# that do their work in the script, and not in the build, take as long as with one thread.
#
# Guessed: a build and its script are one job, and two jobs run at the same time.
# Seen with Maven 3.8.7 on JDK 17.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>tests</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <build>
    <plugins>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-invoker-plugin</artifactId>
        <version>3.10.1</version>
        <configuration>
          <projectsDirectory>it</projectsDirectory>
          <cloneProjectsTo>${project.build.directory}/it</cloneProjectsTo>
          <goals>validate</goals>
          <postBuildHookScript>verify</postBuildHookScript>
          <parallelThreads>2</parallelThreads>
        </configuration>
        <executions>
          <execution>
            <phase>package</phase>
            <goals>
              <goal>run</goal>
            </goals>
          </execution>
        </executions>
      </plugin>
    </plugins>
  </build>
</project>
XML
for name in one two; do
  mkdir -p "it/$name"
  cat > "it/$name/pom.xml" <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>$name</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <build>
    <plugins>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-antrun-plugin</artifactId>
        <version>3.1.0</version>
        <executions>
          <execution>
            <phase>validate</phase>
            <goals>
              <goal>run</goal>
            </goals>
            <configuration>
              <target>
                <exec executable="bash">
                  <arg value="-c"/>
                  <arg value="date +%s%3N > build.begin; sleep 4; date +%s%3N > build.end"/>
                </exec>
              </target>
            </configuration>
          </execution>
        </executions>
      </plugin>
    </plugins>
  </build>
</project>
XML
  cat > "it/$name/verify.groovy" <<'GROOVY'
new File(basedir, 'script.begin').text = System.currentTimeMillis()
Thread.sleep(4000)
new File(basedir, 'script.end').text = System.currentTimeMillis()
true
GROOVY
done
mvn -B -q package > log || { cat log; exit 1; }
overlap() {
  local one=target/it/one/$1 two=target/it/two/$1
  if [ "$(cat "$one.begin")" -lt "$(cat "$two.end")" ] && [ "$(cat "$two.begin")" -lt "$(cat "$one.end")" ]; then
    echo "the two ${1}s overlap"
  else
    echo "the two ${1}s do not overlap"
  fi
}
{ overlap build; overlap script; } > seen
cat > expected <<'END'
the two builds overlap
the two scripts do not overlap
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
