package io.github.azblobcache.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

  private static final String FORBIDDEN =
      "(?s).*([\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]|##|(^|\\s)::\\p{L}).*";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.example:shop: 3 of 4 layers from the cache",
        "/app/größe/文件.jar",
        "C:\\temp\\new",
        "http://[::1]:10000/acct and Foo::bar",
        "a # b #1"
      })
  void ordinaryTextStaysAsItIs(String text) {
    assertEquals(text, Printable.of(text).toString());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "##vso[canary.run], # #vso[canary.run]",
        "a ##[canary]b, a # #[canary]b",
        "####teamcity[x], # # # #teamcity[x]",
        "::canary::x, : :canary::x",
        "Layer cache: ::canary::x, Layer cache: : :canary::x",
        "  ::canary::x|,   : :canary::x|",
      })
  void aLoggingCommandIsBrokenAndCanStillBeRead(String raw, String printed) {
    assertEquals(printed, Printable.of(raw).toString());
  }

  @Test
  void whatATerminalActsOnIsEscaped() {
    assertEquals(
        "a\\n[INFO] BUILD SUCCESS\\r\\t\\u001b[2J\\u009b2J\\u0000\\u007f",
        Printable.of("a\n[INFO] BUILD SUCCESS\r\t\u001b[2J\u009b2J\0\u007f").toString());
    assertEquals(
        "\\u2028\\u2029\\u202e\\u2066", Printable.of("\u2028\u2029\u202e\u2066").toString());
    assertEquals("\\ud800x\\udc00", Printable.of("\ud800x\udc00").toString());
    assertEquals("\\udb40\\udc01", Printable.of("\udb40\udc01").toString());
    assertEquals("\ud83d\ude00", Printable.of("\ud83d\ude00").toString());
    assertEquals(
        "section_start:1:canary\\r\\u001b[0K",
        Printable.of("section_start:1:canary\r\u001b[0K").toString());
  }

  @Test
  void jsonKeepsItsValue() throws IOException {
    String raw = "##vso[x]\u001b\u009b\u202e\n\ud800::x::";
    String json = Printable.json(json(raw)).toString();
    assertEquals("[\n \"\\u0023\\u0023vso[x]\\u001b\\u009b\\u202e\\n\\ud800::x::\"\n]", json);
    assertEquals(raw, read(json));
  }

  @RepeatedTest(200)
  void noTextOfAnyKindPassesUnbroken() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String alphabet = "#:[]avso\n\r\u001b\u0085\u009b\u2028\u202e\ud800\udc00 \\\"é\u00a0";
    StringBuilder raw = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      raw.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    String printed = Printable.of(raw.toString()).toString();
    assertFalse(printed.matches(FORBIDDEN), "seed " + seed + ": " + printed);
    assertEquals(printed, Printable.of(printed).toString(), "seed " + seed);
    assertEquals(raw.toString(), read(Printable.json(json(raw.toString())).toString()));
  }

  private static String json(String value) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setIndent(" ");
      json.beginArray().value(value).endArray();
    }
    return text.toString();
  }

  private static String read(String json) throws IOException {
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.beginArray();
      return reader.nextString();
    }
  }
}
