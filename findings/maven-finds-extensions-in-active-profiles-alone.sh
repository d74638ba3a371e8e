#!/usr/bin/env bash
# An extension in .mvn/extensions.xml that only a repository of a profile in settings.xml has.
#
# It is found if <activeProfiles> names the profile. A profile that is activeByDefault, or that -P activates, counts for
# the POM's extensions and not for these. Maven 3.6.3 then builds without the extension, and later ones do not build.
#
# Guessed: a profile that is active for the build is active for its extensions.
# Seen with Maven 3.6.3, 3.9.16 and 4.0.0-rc-6 on JDK 17. The extension is os-maven-plugin 1.7.1 under another name.
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

folder=repository/com/example/extension/1
mkdir -p "$folder" core/.mvn pom
for type in jar pom; do
  mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
    -Dartifact="kr.motd.maven:os-maven-plugin:1.7.1:$type" -DoutputDirectory=. > log
  mv "os-maven-plugin-1.7.1.$type" "$folder/extension-1.$type"
done
sed -i -e 's#<groupId>kr.motd.maven<#<groupId>com.example<#' -e 's#<artifactId>os-maven-plugin<#<artifactId>extension<#' \
  -e 's#<version>1.7.1<#<version>1<#' "$folder/extension-1.pom"
for type in jar pom; do
  sha1sum "$folder/extension-1.$type" | cut -d ' ' -f 1 > "$folder/extension-1.$type.sha1"
done
extension='<extensions>
  <extension>
    <groupId>com.example</groupId>
    <artifactId>extension</artifactId>
    <version>1</version>
  </extension>
</extensions>'
echo "$extension" > core/.mvn/extensions.xml
project() {
  cat <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>app</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  $1
</project>
XML
}
project "" > core/pom.xml
project "<build>$extension</build>" > pom/pom.xml
settings() {
  cat <<XML
<settings>
  <profiles>
    <profile>
      <id>ours</id>
      $1
      <pluginRepositories>
        <pluginRepository>
          <id>ours</id>
          <url>file://$work/repository</url>
        </pluginRepository>
      </pluginRepositories>
    </profile>
  </profiles>
  $2
</settings>
XML
}
settings "" "<activeProfiles><activeProfile>ours</activeProfile></activeProfiles>" > activeProfiles.xml
settings "<activation><activeByDefault>true</activeByDefault></activation>" "" > activeByDefault.xml
settings "" "" > -P.xml
outcome() {
  local arguments=()
  [ "$2" != -P ] || arguments+=(-Pours)
  rm -rf local/com/example
  (cd "$3" && "../apache-maven-$1/bin/mvn" -B -ntp -s "../$2.xml" "-Dmaven.repo.local=$work/local" "${arguments[@]}" validate) \
    > log 2>&1 || true
  if grep -q 'Detecting the operating system' log; then
    echo "found"
  elif grep -q 'BUILD SUCCESS' log; then
    echo "a build without it"
  else
    echo "no build"
  fi
}
for version in 3.6.3 3.9.16 4.0.0-rc-6; do
  maven "$version"
  for profile in activeProfiles activeByDefault -P; do
    echo "$version, $profile: .mvn/extensions.xml $(outcome "$version" "$profile" core), POM $(outcome "$version" "$profile" pom)"
  done
done > seen
cat > expected <<'END'
3.6.3, activeProfiles: .mvn/extensions.xml found, POM found
3.6.3, activeByDefault: .mvn/extensions.xml a build without it, POM found
3.6.3, -P: .mvn/extensions.xml a build without it, POM found
3.9.16, activeProfiles: .mvn/extensions.xml found, POM found
3.9.16, activeByDefault: .mvn/extensions.xml no build, POM found
3.9.16, -P: .mvn/extensions.xml no build, POM found
4.0.0-rc-6, activeProfiles: .mvn/extensions.xml found, POM found
4.0.0-rc-6, activeByDefault: .mvn/extensions.xml no build, POM found
4.0.0-rc-6, -P: .mvn/extensions.xml no build, POM found
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
