#!/usr/bin/env bash
# GZIPInputStream and a gzip file of two members.
#
# - On JDK 17 a stream whose available() is 0, which the contract allows, ends after the first member. The second one is
#   lost without an error. JDK 25 reads both.
# - Where zeros stand between the members, both JDKs end at the zeros, without an error.
#
# Guessed: JDK 25 behaves as JDK 17 does, and garbage between two members is an error.
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

cat > Members.java <<'JAVA'
import java.io.*;
import java.util.Arrays;
import java.util.zip.*;

public class Members {
  static byte[] member(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes());
    }
    return bytes.toByteArray();
  }

  static String read(InputStream in) throws IOException {
    return new String(new GZIPInputStream(in).readAllBytes());
  }

  public static void main(String[] args) throws IOException {
    byte[] first = member("first ");
    byte[] second = member("second");
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    InputStream idle =
        new FilterInputStream(new ByteArrayInputStream(both)) {
          @Override
          public int available() {
            return 0;
          }

          @Override
          public int read(byte[] to, int offset, int length) throws IOException {
            return super.read(to, offset, Math.min(length, first.length));
          }
        };
    byte[] apart = Arrays.copyOf(first, first.length + 512 + second.length);
    System.arraycopy(second, 0, apart, first.length + 512, second.length);
    System.out.println("one after the other: " + read(new ByteArrayInputStream(both)));
    System.out.println("available() is 0: " + read(idle));
    System.out.println("512 zeros between: " + read(new ByteArrayInputStream(apart)));
  }
}
JAVA
for major in 17 25; do
  echo "JDK $major"
  "$(jdk $major)" Members.java
done > seen
cat > expected <<'END'
JDK 17
one after the other: first second
available() is 0: first 
512 zeros between: first 
JDK 25
one after the other: first second
available() is 0: first second
512 zeros between: first 
END
cat seen
diff -u expected seen || { echo "The behaviour has changed."; exit 1; }
