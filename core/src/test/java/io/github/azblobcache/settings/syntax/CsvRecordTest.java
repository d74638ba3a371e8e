package io.github.azblobcache.settings.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvRecordTest {

  @Test
  void splitsAtCommas() throws Exception {
    assertEquals(List.of("a=1", " b=2 ", ""), CsvRecord.fields("a=1, b=2 ,"));
    assertEquals(List.of(""), CsvRecord.fields(""));
    assertEquals(List.of("", ""), CsvRecord.fields(","));
  }

  @Test
  void undoesQuotes() throws Exception {
    assertEquals(
        List.of("name=a,b", "c\"d", "", "e"), CsvRecord.fields("\"name=a,b\",\"c\"\"d\",\"\",e"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a,name=\"b\"|a quote inside the unquoted field 2 (column 8)",
        "a, \"b\"|a quote inside the unquoted field 2 (column 4)",
        "\"a\"b,c|something follows the closing quote of field 1 (column 4)",
        "a,\"b,c|field 2 has no closing quote",
        "a,\"b,c\"\"|field 2 has no closing quote",
      })
  void refusesAQuoteThatIsOutOfPlace(String line, String problem) {
    assertEquals(
        problem,
        assertThrows(CsvRecord.QuoteException.class, () -> CsvRecord.fields(line)).getMessage());
  }
}
