#!/usr/bin/env bash
# An extension of Jib 3.5.2 that ServiceLoader finds, in a reactor of two modules that share the plugin's class path.
#
# Jib makes an instance of the extension for each goal that it runs, so that an extension which keeps something in a
# field has lost it in the next module. A static field keeps it, because the class is the same.
#
# Guessed: one instance for all modules.
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

cat > compile.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>compile</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.google.cloud.tools</groupId>
      <artifactId>jib-maven-plugin-extension-api</artifactId>
      <version>0.4.0</version>
    </dependency>
    <dependency>
      <groupId>org.apache.maven</groupId>
      <artifactId>maven-core</artifactId>
      <version>3.9.16</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -f compile.xml org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath > log
mkdir -p classes/META-INF/services
cat > Counting.java <<'JAVA'
import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import com.google.cloud.tools.jib.maven.extension.JibMavenPluginExtension;
import com.google.cloud.tools.jib.maven.extension.MavenData;
import com.google.cloud.tools.jib.plugins.extension.ExtensionLogger;
import java.util.Map;
import java.util.Optional;

public class Counting implements JibMavenPluginExtension<Void> {
  private static int calls;
  private int callsOfThis;

  @Override
  public Optional<Class<Void>> getExtraConfigType() {
    return Optional.empty();
  }

  @Override
  public ContainerBuildPlan extendContainerBuildPlan(
      ContainerBuildPlan plan,
      Map<String, String> properties,
      Optional<Void> configuration,
      MavenData maven,
      ExtensionLogger logger) {
    System.out.println(
        "SEEN call " + ++calls + " of the class, call " + ++callsOfThis + " of the instance");
    return plan;
  }
}
JAVA
javac -d classes -cp "$(cat classpath)" Counting.java
echo Counting > classes/META-INF/services/com.google.cloud.tools.jib.maven.extension.JibMavenPluginExtension
folder=repository/com/example/counting/1
mkdir -p "$folder"
jar cf "$folder/counting-1.jar" -C classes .
cat > "$folder/counting-1.pom" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>counting</artifactId>
  <version>1</version>
</project>
XML
for type in jar pom; do
  sha1sum "$folder/counting-1.$type" | cut -d ' ' -f 1 > "$folder/counting-1.$type.sha1"
done
cat > pom.xml <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>reactor</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <modules>
    <module>one</module>
    <module>two</module>
  </modules>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <pluginRepositories>
    <pluginRepository>
      <id>here</id>
      <url>file://$work/repository</url>
    </pluginRepository>
  </pluginRepositories>
  <build>
    <plugins>
      <plugin>
        <groupId>com.google.cloud.tools</groupId>
        <artifactId>jib-maven-plugin</artifactId>
        <version>3.5.2</version>
        <dependencies>
          <dependency>
            <groupId>com.example</groupId>
            <artifactId>counting</artifactId>
            <version>1</version>
          </dependency>
        </dependencies>
        <configuration>
          <from>
            <image>scratch</image>
          </from>
          <to>
            <image>example/app</image>
          </to>
          <pluginExtensions>
            <pluginExtension>
              <implementation>Counting</implementation>
            </pluginExtension>
          </pluginExtensions>
        </configuration>
      </plugin>
    </plugins>
  </build>
</project>
XML
for module in one two; do
  mkdir -p "$module/src/main/java"
  cat > "$module/pom.xml" <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>com.example</groupId>
    <artifactId>reactor</artifactId>
    <version>1</version>
  </parent>
  <artifactId>$module</artifactId>
</project>
XML
  echo 'public class App { public static void main(String[] args) {} }' > "$module/src/main/java/App.java"
done
maven 3.9.16
# The extension gets into no repository but the one in this folder.
./apache-maven-3.9.16/bin/mvn -B -ntp "-Dmaven.repo.local=$work/local" "-Dmaven.repo.local.tail=$HOME/.m2/repository" \
  compile jib:buildTar > log
sed -n 's/.*SEEN //p' log > seen
cat > expected <<'END'
call 1 of the class, call 1 of the instance
call 2 of the class, call 1 of the instance
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
