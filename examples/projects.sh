#!/usr/bin/env bash
# Builds projects that others have written (projects.txt), each on three empty runners: without azblob-cache, with an empty
# cache, and with that cache filled. Compares the images' digests, the layers and the warnings, and prints a table.
# --write puts it into docs/projects.md. A regular expression after that picks lines of projects.txt.
# Needs git, a network, and Debian's docker-registry. Base images are 'scratch': they are not what is compared.
set -euo pipefail

project=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
work="$project/target/projects"
page="$project/docs/projects.md"
jib=3.5.2
write=
[ "${1:-}" != --write ] || { write=yes; shift; }
only=${1:-}

mkdir -p "$work"
registry=$(command -v docker-registry) || { echo "Install docker-registry."; exit 2; }
port=$((20000 + $$ % 20000))
cat > "$work/registry.yml" <<CONFIG
version: 0.1
storage: {inmemory: {}}
http: {addr: "127.0.0.1:$port", secret: no-secret}
CONFIG
"$registry" serve "$work/registry.yml" > "$work/registry.log" 2>&1 &
server=$!
trap 'kill $server' EXIT

echo "Building azblob-cache ..." >&2
repository=("-Dmaven.repo.local=$work/repository" "-Dmaven.repo.local.tail=${MAVEN_REPO_LOCAL:-$HOME/.m2/repository}")
"$project/mvnw" -B -q -f "$project" "${repository[@]}" -DskipTests -Dinvoker.skip install
version=$(sed -n 's|.*<version>\(.*-SNAPSHOT\)</version>.*|\1|p' "$project/pom.xml" | head -1)

checkout() { # url commit: the folder that has it
  local folder
  folder="$work/sources/$(basename "$1")"
  [ -d "$folder" ] || git clone -q "$1" "$folder" >&2 || return 1
  git -C "$folder" checkout -q "$2"
  echo "$folder"
}

# Writes the POM with the document's first <plugin> at the end of the last <plugins>, without what the document leaves out.
with_plugin() { # pom document
  awk '/^```xml/{inside = 1; next} /^```/{if (inside) exit} inside && !/^ *\.\.\.$/' "$2" |
    sed "/<artifactId>jib-maven-plugin</{n; s|<version>.*</version>|<version>$jib</version>|}" > "$work/plugin.xml"
  awk -v plugin="$work/plugin.xml" 'NR == FNR {if (/<\/plugins>/) last = FNR; next}
    FNR == last {while ((getline line < plugin) > 0) print line} {print}' "$1" "$1" > "$work/pom.xml"
  cp "$work/pom.xml" "$1"
}

# Builds the sources on an empty runner. What comes of it stays in the runner's folder.
build() { # runner arguments...: uses $sources, $pom and $document
  local runner="$work/runners/$1"
  shift
  rm -rf "$runner"
  mkdir -p "$runner"
  cp -R "$sources" "$runner/checkout"
  (
    # Not by 'set -e', which 'if build' turns off: what follows deletes .git
    cd "$runner/checkout" || exit 1
    find . -name 'pom*.xml' -exec sed -i "s|@@PluginVersion@@|$jib|" {} +
    [ "$document" = - ] || with_plugin "$pom" "$document"
    # Some builds read the commit: it is the same on each runner.
    rm -rf .git
    git init -q
    git add -A
    GIT_AUTHOR_DATE=2026-01-01T00:00:00Z GIT_COMMITTER_DATE=2026-01-01T00:00:00Z \
      git -c user.name=projects -c user.email=projects@example.com commit -q -m "The project"
    # Maven takes the first folder above with a .mvn for the project's, and azblob-cache has one.
    mkdir -p .mvn
    case "$*" in *azblob-cache.from*)
      echo "<extensions><extension><groupId>io.github.azblobcache</groupId>
        <artifactId>azblob-cache-maven-plugin</artifactId><version>$version</version></extension></extensions>" > .mvn/extensions.xml
    esac
    # The POMs of Jib's tests take their targets from properties.
    XDG_CACHE_HOME="$runner/machine" AZBLOB_CACHE_PATIENCE=60s PROJECT_ID=unused \
      "$project/mvnw" -B -ntp -f "$pom" "${repository[@]}" -DskipTests -Dcheckstyle.skip -D_TARGET_IMAGE=unused \
      package "com.google.cloud.tools:jib-maven-plugin:$jib:build" -Djib.from.image=scratch \
      "-Dimage=127.0.0.1:$port/image" -Djib.allowInsecureRegistries=true -DsendCredentialsOverHttp=true "$@"
  ) > "$runner/log" 2>&1 < /dev/null
}

digests() { # runner
  find "$work/runners/$1/checkout" -path '*/target/*' -name '*digest*' -type f | sort | xargs -r cat
}

warnings() { # runner
  grep '^\[WARNING\]' "$work/runners/$1/log" | sed "s|/runners/$1/||g" | sort -u || true
}

layers() { # runner source: how many layers came from there
  find "$work/runners/$1/checkout" -name report.json -exec cat {} + | grep -c "\"source\": \"$2\"" || true
}

three_runners() { # arguments...: prints why not, if one of them fails
  local runner cache="$work/cache"
  rm -rf "$cache"
  build plain "$@" || { echo "does not build without azblob-cache either | | |"; return 1; }
  for runner in one two; do
    build $runner "-Dazblob-cache.from=type=local,src=$cache" "-Dazblob-cache.to=type=local,dest=$cache" "$@" ||
      { echo "**runner $runner failed** | | |"; return 1; }
  done
}

same() {
  [ -n "$(digests plain)" ] && [ "$(digests plain)" = "$(digests one)" ] && [ "$(digests plain)" = "$(digests two)" ]
}

compare() { # prints the table's cells
  local digest=yes never='never, nor without azblob-cache' cached all more
  three_runners || return 0
  if ! same; then
    local before
    before=$(digests plain)
    build plain
    if [ -z "$before" ]; then
      digest='no image'
    elif [ "$before" = "$(digests plain)" ]; then
      digest='**no**'
    else
      # Not even two builds without azblob-cache are the same.
      local fixed=(-Dproject.build.outputTimestamp=2026-01-01T00:00:00Z -Djib.container.creationTime=EPOCH)
      three_runners "${fixed[@]}" || return 0
      digest='yes, with fixed times'
      if ! same; then
        before=$(digests plain)
        build plain "${fixed[@]}"
        digest='**no, with fixed times**'
        [ "$before" = "$(digests plain)" ] || digest=$never
      fi
    fi
  fi
  cached=$(layers two cache)
  all=$((cached + $(layers two built)))
  [ "$cached" = "$all" ] || [ "$digest" = "$never" ] || cached="**$cached**"
  more=$(comm -13 <(warnings plain) <({ warnings one; warnings two; } | sort -u) | wc -l)
  [ "$more" = 0 ] && more=none || more="**$more**"
  echo "$digest | $cached of $all | $more |"
}

table="$work/table.md"
printf '%s\n%s\n' '| project | same digest | layers from the cache | warnings that Jib alone does not have |' '|---|---|---|---|' > "$table"
while read -r url commit folder pom document_url document_commit document; do
  name="$(basename "$url")"
  [ "$folder" = . ] || name="$name, $(echo "$folder" | grep -o '[^/]*/[^/]*$')"
  [ "$pom" = pom.xml ] || name="$name, \`$pom\`"
  root=$(checkout "$url" "$commit")
  sources=$root/$folder
  if [ "$document_url" = - ]; then
    document=-
  else
    name="$name with $(basename "$(dirname "$document")")"
    root=$(checkout "$document_url" "$document_commit")
    document=$root/$document
  fi
  row="| $name | $(compare)"
  echo "$row" | tee -a "$table" >&2
  case "$row" in *'**'* | *'not build'*)
    kept="$work/kept/$(echo "$name" | tr -c 'A-Za-z0-9\n' -)"
    rm -rf "$kept"
    mkdir -p "$kept"
    for log in "$work"/runners/*/log; do cp "$log" "$kept/$(basename "$(dirname "$log")").log"; done
  esac
done < <(grep -v '^#' "$project/examples/projects.txt" | grep -E -- "$only")

cat "$table"
if [ -n "$write" ]; then
  awk -v table="$table" '/<!-- projects: begin -->/{print; while ((getline line < table) > 0) print line; skip = 1}
    /<!-- projects: end -->/{skip = 0} !skip' "$page" > "$work/page.md"
  cp "$work/page.md" "$page"
fi
! grep -q '\*\*' "$table"
