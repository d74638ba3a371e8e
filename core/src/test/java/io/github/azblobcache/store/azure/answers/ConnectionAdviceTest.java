package io.github.azblobcache.store.azure.answers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionAdviceTest {

  private static final ConnectionAdvice ADVICE =
      new ConnectionAdvice("unknown host acct", "Check the name.", true);

  @Test
  void namesTheVariableThatJavaDoesNotRead() {
    Map<String, String> environment = Map.of("https_proxy", "http://user:secret@proxy:8080");
    String next = ADVICE.withVariable(environment::get).next();
    assertTrue(next.startsWith("https_proxy is set, but Java does not read it."), next);
    assertTrue(next.contains("-Dhttps.proxyHost") && !next.contains("secret"), next);
  }

  @Test
  void saysNothingOfAVariableThatIsNotSet() {
    assertEquals(ADVICE, ADVICE.withVariable(name -> null));
    assertEquals(ADVICE, ADVICE.withVariable(Map.of("HTTPS_PROXY", "")::get));
  }
}
