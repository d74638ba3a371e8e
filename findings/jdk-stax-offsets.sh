#!/usr/bin/env bash
# Where the JDK's StAX reader says that it is in a text.
#
# XMLStreamReader.getLocation().getCharacterOffset() is 8 behind the only tag of the four characters <a/>. The reader
# counts its buffer twice once it has read to the end. Line and column are right.
#
# Guessed: the offset behind a tag is that of the next character, so a text can be edited by it.
# Seen with Debian's OpenJDK 17.0.15 and Temurin 25.0.3.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > Offsets.java <<'JAVA'
import java.io.StringReader;
import javax.xml.stream.*;

public class Offsets {
  public static void main(String[] args) throws XMLStreamException {
    String text = "<a/>";
    XMLStreamReader reader =
        XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(text));
    reader.nextTag();
    Location behind = reader.getLocation();
    System.out.println("JDK " + System.getProperty("java.version"));
    System.out.println("characters in the text: " + text.length());
    System.out.println("offset behind its tag:  " + behind.getCharacterOffset());
    System.out.println("column behind its tag:  " + behind.getColumnNumber());
    System.exit(behind.getCharacterOffset() > text.length() ? 0 : 1);
  }
}
JAVA
"${JAVA_HOME:+$JAVA_HOME/bin/}java" Offsets.java
