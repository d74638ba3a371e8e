#!/bin/sh
# Measures whole Maven builds; README.md says how and what.
set -eu

project=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
target="$project/benchmarks/target"
# What is built here goes into a local repository of its own, before the user's.
users=${MAVEN_REPO_LOCAL:-$HOME/.m2/repository}

case " $* " in
  *" --help "*) sed -n '/^    /p' "$project/benchmarks/README.md"; exit 0 ;;
esac

echo "Building azblob-cache ..."
"$project/mvnw" -B -q -f "$project" -Pbenchmarks -pl benchmarks,azblob-cache-maven-plugin -am \
  -DskipTests -Dinvoker.skip "-Dmaven.repo.local=$target/repository" "-Dmaven.repo.local.tail=$users" install

for argument; do
  case $argument in
    --against=*)
      commit=${argument#--against=}
      against="$target/against"
      echo "Building azblob-cache at $commit ..."
      rm -rf "$against"
      mkdir -p "$against/sources"
      git -C "$project" archive -o "$against/sources.tar" "$commit"
      tar -xf "$against/sources.tar" -C "$against/sources"
      "$project/mvnw" -B -q -f "$against/sources" -pl azblob-cache-maven-plugin -am -DskipTests \
        -Dinvoker.skip "-Dmaven.repo.local=$against/repository" "-Dmaven.repo.local.tail=$users" install
      ;;
  esac
done

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
exec "$java" -cp "$target/classes:$target/lib/*" io.github.azblobcache.benchmarks.Benchmarks \
  "$project" "$target/repository" "$users" "$@"
