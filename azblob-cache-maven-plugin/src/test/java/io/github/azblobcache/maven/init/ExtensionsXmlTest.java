package io.github.azblobcache.maven.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionsXmlTest {

  private static final Coordinates OURS = new Coordinates("g", "a", "2");

  private static final String BLOCK =
      """
        <extension>
          <groupId>g</groupId>
          <artifactId>a</artifactId>
          <version>2</version>
        </extension>
      """;

  private static final String OTHER =
      """
        <extension>
          <groupId>org.apache.maven.extensions</groupId>
          <artifactId>maven-build-cache-extension</artifactId>
          <version>1.3.0</version>
        </extension>
      """;

  private static String with(String text) throws MalformedExtensionsException {
    return ExtensionsXml.parse(text).with(OURS);
  }

  @Test
  void aNewFileIsWhatMavenReads() throws MalformedExtensionsException {
    String text = ExtensionsXml.of(OURS);

    assertEquals("<extensions>\n" + BLOCK + "</extensions>\n", text);
    assertEquals(Optional.of("2"), ExtensionsXml.parse(text).version(OURS));
    assertEquals(text, with(text));
  }

  @Test
  void comesAfterTheOthersAndTheirComments() throws MalformedExtensionsException {
    String before =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- </extensions> -->
        <extensions xmlns="http://maven.apache.org/EXTENSIONS/1.1.0"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:schemaLocation="http://maven.apache.org/EXTENSIONS/1.1.0 https://maven.apache.org/xsd/core-extensions-1.1.0.xsd">
        """;
    String end = "\n</extensions>\n<!-- the end -->\n";
    String comment =
        "  <!-- <extension><groupId>g</groupId><artifactId>a</artifactId></extension> -->";

    assertEquals(
        before + OTHER + comment + "\n" + BLOCK.stripTrailing() + end,
        with(before + OTHER + comment + end));
    assertEquals(
        Optional.empty(), ExtensionsXml.parse(before + OTHER + comment + end).version(OURS));
  }

  @Test
  void aCommentAtTheEndOfALineStaysWithIt() throws MalformedExtensionsException {
    String others = "<extensions>\n" + OTHER.stripTrailing() + " <!-- for speed -->\n";

    assertEquals(others + BLOCK + "</extensions>", with(others + "</extensions>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"  ", "    ", "\t"})
  void isIndentedAsTheOthersAre(String indent) throws MalformedExtensionsException {
    String others = "<extensions>\n" + OTHER.replace("  ", indent) + "</extensions>\n";

    assertEquals(
        others.replace("</extensions>", BLOCK.replace("  ", indent) + "</extensions>"),
        with(others));
  }

  @Test
  void lineEndsStayAsTheyAre() throws MalformedExtensionsException {
    String others = "<extensions>\n" + OTHER + "</extensions>\n";

    assertEquals(with(others).replace("\n", "\r\n"), with(others.replace("\n", "\r\n")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<extensions/>                        | <extensions>#@</extensions>",
        "<extensions />                       | <extensions>#@</extensions>",
        "<extensions a='/>' b=\">\"/><!-- -->   | <extensions a='/>' b=\">\">#@</extensions><!--"
            + " -->",
        "<extensions></extensions>            | <extensions>#@</extensions>",
        "<extensions>##</extensions>          | <extensions>#@</extensions>",
        "<extensions><!-- a --></extensions > | <extensions><!-- a -->#@</extensions >",
        "<extensions>#  <!-- a -->#</extensions>| <extensions>#  <!-- a -->#@</extensions>",
      })
  void aFileWithoutExtensionsGetsOne(String before, String after)
      throws MalformedExtensionsException {
    assertEquals(after.replace("#", "\n").replace("@", BLOCK), with(before.replace("#", "\n")));
  }

  @Test
  void oneLineGetsMoreLines() throws MalformedExtensionsException {
    String other = OTHER.replaceAll("\\s", "");

    assertEquals(
        "<extensions>" + other + "\n" + BLOCK + "</extensions>",
        with("<extensions>" + other + "</extensions>"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<version>1</version>                          | <version>2</version>",
        "<version>~  1~</version><!-- 1, pinned -->    | <version>~  2~</version><!-- 1, pinned"
            + " -->",
        "<version><![CDATA[1]]></version>              | <version><![CDATA[2]]></version>",
        "<version><!-- was 1 -->1<!-- 1 --></version>  | <version><!-- was 1 -->2<!-- 1"
            + " --></version>",
        "<version>&#49;</version>                      | <version>2</version>",
        "<classLoadingStrategy>1</classLoadingStrategy><version>1</version>"
            + "| <classLoadingStrategy>1</classLoadingStrategy><version>2</version>",
      })
  void anotherVersionIsFoundAndReplaced(String before, String after)
      throws MalformedExtensionsException {
    String others = "<extensions>\n" + OTHER + "<extension><artifactId> a\n</artifactId>";
    String end = "<groupId>g</groupId></extension></extensions>";
    String text = others + before.replace("~", "\n") + end;

    assertEquals(Optional.of("1"), ExtensionsXml.parse(text).version(OURS));
    assertEquals(others + after.replace("~", "\n") + end, with(text));
    assertEquals(Optional.of("2"), ExtensionsXml.parse(with(text)).version(OURS));
  }

  @Test
  void aVersionThatIsAPropertyIsGivenAsItIs() throws MalformedExtensionsException {
    String text = ExtensionsXml.of(new Coordinates("g", "a", "${cache.version}"));

    assertEquals(Optional.of("${cache.version}"), ExtensionsXml.parse(text).version(OURS));
  }

  @Test
  void whatLooksLikeOursAndIsNotIsLeftAlone() throws MalformedExtensionsException {
    String text =
        "<extensions><extension><groupId>g</groupId><artifactId>b</artifactId>"
            + "<version>1</version><configuration><extension><groupId>g</groupId>"
            + "<artifactId>a</artifactId><version>1</version></extension></configuration>"
            + "</extension></extensions>";

    assertEquals(Optional.empty(), ExtensionsXml.parse(text).version(OURS));
    assertTrue(with(text).startsWith(text.replace("</extensions>", "\n  <extension>")));
  }

  @Test
  void offsetsAreRightInALongFileWithAllKindsOfText() throws MalformedExtensionsException {
    StringBuilder text = new StringBuilder("\ufeff<?xml version='1.0'?>\r\n<extensions>\r\n");
    for (int i = 0; i < 3000; i++) {
      text.append("  <!-- \ud83d\ude00 é --><extension a='&amp;>'>\r\n<groupId>g&lt;")
          .append(i)
          .append("</groupId><artifactId><![CDATA[<a>]]></artifactId>\r\n")
          .append("<version>\t1</version></extension>\r\n");
    }
    String end = "</extensions>";

    String after = with(text + end);

    assertEquals(text + BLOCK.replace("\n", "\r\n") + end, after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                   | line 1: Premature end of file.",
        "<project/>                           | line 1: the root is <project> and not <extensions>",
        "#<m:extensions xmlns:m='a'/>         | line 2: the root is <m:extensions> and not"
            + " <extensions>",
        "<extensions>#<extension></extensions>| line 2: ",
        "<extensions>&nbsp;</extensions>      | line 1: ",
        "<extensions/><extensions/>           | line 1: ",
        "<!DOCTYPE extensions><extensions/>   | line 1: a DOCTYPE is not supported here",
        "not xml                              | line 1: ",
        "<extensions><extension><groupId>g</groupId><artifactId>a</artifactId></extension></extensions>|"
            + " line 1: the extension a has no <version>",
        "<extensions><extension><groupId>g</groupId><artifactId>a</artifactId><version/></extension></extensions>|"
            + " line 1: the extension a has no <version>",
      })
  void whatIsNoListOfExtensionsIsNamedWithItsLine(String text, String message) {
    String thrown =
        assertThrows(MalformedExtensionsException.class, () -> with(text.replace("#", "\n")))
            .getMessage();

    assertTrue(thrown.startsWith(message), thrown);
    assertTrue(!thrown.contains("ParseError") && !thrown.contains("\n"), thrown);
  }
}
