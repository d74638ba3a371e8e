#!/bin/sh
# Builds this project, then containerizes the Spring Boot shop on two empty runners: the first finds nothing in the
# cache and leaves its layers there, the second has the same sources in another folder with new times.
# The cache is a folder; with Azure only the description changes.
set -eu

project=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
work="$project/target/two-runners"
cache="$work/cache"

echo "Building azblob-cache ..."
"$project/mvnw" -B -q -f "$project" -DskipTests -Dinvoker.skip install

rm -rf "$work"
mkdir -p "$work/one" "$work/other/path/two"

containerize() { # runner's folder
  cp -R "$project/examples/spring-boot-shop" "$1/checkout"
  rm -rf "$1/checkout/target"
  # Jib keeps base images, and we what we fetch, below the user's cache folder: an empty runner has an empty one.
  XDG_CACHE_HOME="$1/machine" "$project/mvnw" -B -ntp -f "$1/checkout" -Pcache package jib:buildTar \
    "-Dazblob-cache.from=type=local,src=$cache,name=shop" \
    "-Dazblob-cache.to=type=local,dest=$cache,name=shop" > "$1/build.log" 2>&1 || {
      tail -n 40 "$1/build.log"
      echo "The build failed; its whole output is in $1/build.log"
      exit 1
    }
  grep 'Layer cache:' "$1/build.log"
}

echo
echo "Runner one, nothing cached:"
containerize "$work/one"
echo "Runner two, a fresh copy elsewhere, Jib's caches empty:"
containerize "$work/other/path/two"

echo
node - "$work/one" "$work/other/path/two" <<'EOF'
const fs = require('fs');
const runners = process.argv.slice(2).map(folder => {
  const target = folder + '/checkout/target/';
  return {
    layers: JSON.parse(fs.readFileSync(target + 'azblob-cache/report.json')).images[0].layers,
    image: fs.readFileSync(target + 'jib-image.digest', 'utf8').trim(),
  };
});
const row = cells => console.log(
  cells[0].padEnd(16) + cells[1].padStart(12) + '  ' + cells[2].padEnd(8) + cells[3].padStart(8) +
  '    ' + cells[4].padEnd(8) + cells[5].padStart(8));
row(['layer', 'bytes', 'one', 'ms', 'two', 'ms']);
runners[0].layers.forEach((one, i) => {
  const two = runners[1].layers[i];
  row([one.name, String(one.size), one.source, String(one.milliseconds), two.source, String(two.milliseconds)]);
});
console.log();
console.log('image one  ' + runners[0].image);
console.log('image two  ' + runners[1].image);
if (runners[0].image !== runners[1].image) {
  console.log('The images differ.');
  process.exit(1);
}
EOF
