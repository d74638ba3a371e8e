package io.github.azblobcache.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.exception.AzureException;
import com.azure.core.util.BinaryData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PrintableExceptionTest {

  @Test
  void printsNamesTracesAndCausesOfTheOriginal() {
    IOException original =
        new IOException("a\n##canary[x]", new IllegalStateException("::canary::\u001b[2J"));
    String printed = printed(PrintableException.of(original));
    assertTrue(printed.startsWith("java.io.IOException: a\\n# #canary[x]"), printed);
    assertTrue(
        printed.contains("Caused by: java.lang.IllegalStateException: : :canary::\\u001b[2J"),
        printed);
    assertTrue(printed.contains("printsNamesTracesAndCausesOfTheOriginal"), printed);
  }

  @Test
  void anExceptionOfAnAzureLibraryIsPrintedWithoutItsMessage() {
    String printed =
        printed(PrintableException.of(new IOException("ours", new AzureException("canary-token"))));
    assertTrue(printed.contains("AzureException: (message withheld"), printed);
    assertFalse(printed.contains("canary-token"), printed);
  }

  @Test
  void anExceptionOfTheJdkIsTooIfAnAzureLibraryHasCausedIt() {
    RuntimeException thrown = null;
    try {
      BinaryData.fromString("canary-token").toObject(StringBuilder.class);
    } catch (RuntimeException e) {
      thrown = e;
    }
    RuntimeException made = new IllegalStateException("canary-token");
    made.setStackTrace(thrown.getStackTrace());
    assertFalse(printed(PrintableException.of(made)).contains("canary-token"));
  }

  @Test
  void whatIsSuppressedIsPrintedToo() {
    IOException original = new IOException("the first cache's");
    original.addSuppressed(new IOException("the second cache's ##canary[x]"));
    String printed = printed(PrintableException.of(new IOException("all", original)));
    assertTrue(
        printed.contains("Suppressed: java.io.IOException: the second cache's # #canary[x]"),
        printed);
  }

  @Test
  void aCircleOfCausesEnds() {
    IOException one = new IOException("one");
    IOException two = new IOException("two", one);
    one.initCause(two);
    two.addSuppressed(one);
    assertEquals("one", PrintableException.of(one).getMessage());
  }

  @Test
  void noMessageIsNoMessage() {
    assertEquals("java.io.IOException", PrintableException.of(new IOException()).toString());
  }

  private static String printed(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
