#!/usr/bin/env bash
# Files.move of a folder onto one that is not empty, on Linux.
#
# With ATOMIC_MOVE it throws a plain FileSystemException, neither DirectoryNotEmptyException nor
# FileAlreadyExistsException, which the same move throws with REPLACE_EXISTING and without an option. Onto an empty
# folder the atomic move succeeds. So code that lets two writers race for one folder, and catches the two exceptions
# that the documentation names, fails for the loser.
#
# Guessed: DirectoryNotEmptyException in both cases with an option.
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

cat > Moves.java <<'JAVA'
import java.io.IOException;
import java.nio.file.*;

public class Moves {
  static String move(Path target, CopyOption... options) throws IOException {
    Path source = Files.createTempDirectory(Path.of(""), "source");
    Files.createFile(source.resolve("file"));
    try {
      Files.move(source, target, options);
      return "moved";
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    }
  }

  static Path folder(boolean isEmpty) throws IOException {
    Path folder = Files.createTempDirectory(Path.of(""), "target");
    if (!isEmpty) {
      Files.createFile(folder.resolve("file"));
    }
    return folder;
  }

  public static void main(String[] args) throws IOException {
    System.out.println("no option: " + move(folder(false)));
    System.out.println("replace: " + move(folder(false), StandardCopyOption.REPLACE_EXISTING));
    System.out.println("atomic: " + move(folder(false), StandardCopyOption.ATOMIC_MOVE));
    System.out.println("atomic, empty target: " + move(folder(true), StandardCopyOption.ATOMIC_MOVE));
  }
}
JAVA
for major in 17 25; do
  echo "JDK $major"
  "$(jdk $major)" Moves.java
done > seen
cat > expected <<'END'
JDK 17
no option: FileAlreadyExistsException
replace: DirectoryNotEmptyException
atomic: FileSystemException
atomic, empty target: moved
JDK 25
no option: FileAlreadyExistsException
replace: DirectoryNotEmptyException
atomic: FileSystemException
atomic, empty target: moved
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
