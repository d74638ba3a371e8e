#!/usr/bin/env bash
# The logging of azure-core 1.59.1, the variable AZURE_LOG_LEVEL, and SLF4J 1.7.36.
#
# With a logger that prints, the variable has no influence: SLF4J alone decides. With slf4j-nop, which is there to print
# nothing, the variable counts, and azure-core prints to standard output by itself.
#
# Guessed: the variable limits what is logged, and slf4j-nop silences all of it.
# Seen on JDK 17.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>probe</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.azure</groupId>
      <artifactId>azure-core</artifactId>
      <version>1.59.1</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath > log
for logger in nop simple; do
  mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact="org.slf4j:slf4j-$logger:1.7.36" \
    -DoutputDirectory=. > log
done
cat > Probe.java <<'JAVA'
import com.azure.core.util.logging.ClientLogger;

public class Probe {
  public static void main(String[] args) {
    ClientLogger logger = new ClientLogger("probe");
    logger.error("an error");
    logger.info("a detail");
  }
}
JAVA
probe() {
  env ${2:+AZURE_LOG_LEVEL="$2"} java -cp "$(cat classpath):slf4j-$1-1.7.36.jar" Probe.java > out 2> err
  echo "slf4j-$1, AZURE_LOG_LEVEL=${2:-}"
  sed -E 's/.*(an error|a detail)/  standard output: \1/' out
  sed -E 's/.*(an error|a detail)/  standard error: \1/' err
}
{
  for logger in nop simple; do
    probe "$logger" ""
    probe "$logger" error
    probe "$logger" info
  done
} > seen
cat > expected <<'END'
slf4j-nop, AZURE_LOG_LEVEL=
slf4j-nop, AZURE_LOG_LEVEL=error
  standard output: an error
slf4j-nop, AZURE_LOG_LEVEL=info
  standard output: an error
  standard output: a detail
slf4j-simple, AZURE_LOG_LEVEL=
  standard error: an error
  standard error: a detail
slf4j-simple, AZURE_LOG_LEVEL=error
  standard error: an error
  standard error: a detail
slf4j-simple, AZURE_LOG_LEVEL=info
  standard error: an error
  standard error: a detail
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
