package io.github.azblobcache.maven.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionsFileTest {

  private static final Coordinates OURS = new Coordinates("g", "a", "2");
  private static final Coordinates OLD = new Coordinates("g", "a", "1");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve(".mvn/extensions.xml");
  }

  private FileEdit write(Coordinates extension, boolean overwrite) throws Exception {
    FileEdit edit = new ExtensionsFile(file()).with(extension, overwrite);
    edit.write();
    return edit;
  }

  @Test
  void isMadeOnceAndThenStays() throws Exception {
    assertEquals(Optional.empty(), new ExtensionsFile(file()).version(OURS));
    assertEquals(FileEdit.State.NEW, write(OURS, false).state());
    byte[] first = Files.readAllBytes(file());
    assertEquals(FileEdit.State.SAME, write(OURS, true).state());
    assertEquals(ExtensionsXml.of(OURS), new String(first, "UTF-8"));
  }

  @Test
  void anotherVersionIsReplacedOnlyWhenTold() throws Exception {
    write(OLD, false);

    assertEquals(FileEdit.State.KEPT, write(OURS, false).state());
    assertEquals(ExtensionsXml.of(OLD), Files.readString(file()));
    assertEquals(FileEdit.State.CHANGED, write(OURS, true).state());
    assertEquals(ExtensionsXml.of(OURS), Files.readString(file()));
  }

  @Test
  void nothingIsWrittenByThePlan() throws Exception {
    assertTrue(new ExtensionsFile(file()).with(OURS, true).writes());
    assertFalse(Files.exists(file().getParent()));
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, utf-8, ''",
    "UTF-8, utf-8, \ufeff",
    "UTF-8, '', ''",
    "ISO-8859-1, ISO-8859-1, ''",
    "windows-1252, windows-1252, ''",
    "UTF-16LE, UTF-16, \ufeff",
    "UTF-16BE, UTF-16, \ufeff",
  })
  void theEncodingStays(String encoding, String declared, String mark) throws Exception {
    String declaration = declared.isEmpty() ? "" : " encoding='" + declared + "'";
    String begin = mark + "<?xml version='1.0'" + declaration + "?>\r\n<!-- Größe -->\r\n";
    Files.createDirectories(file().getParent());
    Files.write(file(), (begin + "<extensions/>\r\n").getBytes(Charset.forName(encoding)));

    write(OURS, false);

    assertEquals(
        begin + ExtensionsXml.of(OURS).replace("\n", "\r\n"),
        new String(Files.readAllBytes(file()), Charset.forName(encoding)));
  }

  @Test
  void aLinkStaysOne() throws Exception {
    Files.createDirectories(file().getParent());
    Path target = Files.writeString(folder.resolve("shared.xml"), "<extensions/>\n");
    Files.createSymbolicLink(file(), target);

    write(OURS, false);

    assertTrue(Files.isSymbolicLink(file()));
    assertEquals(ExtensionsXml.of(OURS), Files.readString(target));
  }

  @Test
  void whatIsWrongWithAFileIsNamedAndTheFileStays() throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "\n<project/>");

    assertEquals(
        file()
            + ": line 2: the root is <project> and not <extensions>. Nothing was written. Correct"
            + " the file, and run init again.",
        assertThrows(MalformedExtensionsException.class, () -> write(OURS, true)).getMessage());
    assertEquals("\n<project/>", Files.readString(file()));
  }

  @Test
  void bytesThatAreNotOfTheEncodingAreNoReasonToLoseThem() throws Exception {
    Files.createDirectories(file().getParent());
    byte[] bytes = "<!-- Größe --><extensions/>".getBytes(Charset.forName("ISO-8859-1"));
    Files.write(file(), bytes);

    String message =
        assertThrows(MalformedExtensionsException.class, () -> write(OURS, true)).getMessage();

    assertTrue(message.startsWith(file() + ": it is not encoded in UTF-8. "), message);
    assertEquals(bytes.length, Files.size(file()));
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() throws Exception {
    Files.writeString(folder.resolve(".mvn"), "no folder");

    String message = assertThrows(IOException.class, () -> write(OURS, false)).getMessage();

    assertTrue(message.startsWith(file() + " can't be written: "), message);
    assertTrue(
        message.endsWith(". Give this user the right to write it, or add the lines by hand."));
  }

  @Test
  void aFolderInPlaceOfTheFileIsNamed() throws Exception {
    Files.createDirectories(file());

    String message = assertThrows(IOException.class, () -> write(OURS, false)).getMessage();

    assertTrue(message.startsWith(file() + " can't be read: "), message);
  }
}
