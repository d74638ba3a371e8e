#!/usr/bin/env bash
# Hard links to files of somebody else, for a folder that users share. Needs root, to become two users.
#
# Linux with fs.protected_hardlinks=1 (Debian's setting) lets a user link a file of another user only if the user may
# write to it. That the file can be read, and that the folder can be written to, is not enough. So code that stages a
# file by a hard link works for the user who wrote it and fails for the next one.
#
# Guessed: a link needs the right to write to the folder, and nothing else.
# Seen with Debian's OpenJDK 17.0.15 and Temurin 25.0.3.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# A JDK's program of that major version, wherever Debian or Temurin puts it.
jdk() {
  local home
  for home in "${JAVA_HOME:-/none}" /usr/lib/jvm/*; do
    if [ -x "$home/bin/javac" ] && grep -q "^JAVA_VERSION=\"$1\." "$home/release"; then
      echo "$home/bin/java"
      return
    fi
  done
  echo "This needs a JDK $1." >&2
  exit 2
}

[ "$(cat /proc/sys/fs/protected_hardlinks)" = 1 ] || { echo "This kernel does not protect hard links." >&2; exit 2; }
cat > Link.java <<'JAVA'
import java.io.IOException;
import java.nio.file.*;

public class Link {
  public static void main(String[] args) {
    try {
      Files.createLink(Path.of(args[1]), Path.of(args[0]));
      System.out.println("linked");
    } catch (IOException e) {
      System.out.println(e.getClass().getSimpleName());
    }
  }
}
JAVA
"$(jdk 17)c" -d . Link.java
chmod 755 .
mkdir shared
chmod 777 shared
for major in 17 25; do
  for mode in 644 666; do
    file=shared/$major-$mode
    echo content > "$file"
    chmod "$mode" "$file"
    echo "JDK $major, mode $mode: $(setpriv --reuid 4242 --regid 4242 --clear-groups "$(jdk $major)" -cp . Link "$file" "$file-link")"
  done
done > seen
cat > expected <<'END'
JDK 17, mode 644: FileSystemException
JDK 17, mode 666: linked
JDK 25, mode 644: FileSystemException
JDK 25, mode 666: linked
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
