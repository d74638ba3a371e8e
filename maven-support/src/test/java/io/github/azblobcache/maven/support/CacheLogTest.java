package io.github.azblobcache.maven.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.FormattingTuple;
import org.slf4j.helpers.MessageFormatter;

class CacheLogTest {

  private final List<String> warnings = new ArrayList<>();

  /** Formats warnings as every implementation of SLF4J does. */
  private final Logger logger =
      (Logger)
          Proxy.newProxyInstance(
              Logger.class.getClassLoader(),
              new Class<?>[] {Logger.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("warn")) {
                  FormattingTuple message =
                      MessageFormatter.arrayFormat((String) arguments[0], (Object[]) arguments[1]);
                  warnings.add(message.getMessage() + "|" + message.getThrowable());
                }
                return null;
              });

  @Test
  void aWarningSaysItsCauseAndHasNoStackTrace() {
    new CacheLog(logger).warn("not used for shop", new IOException("no space\nleft"));

    assertEquals(List.of("Layer cache: not used for shop: no space\\nleft|null"), warnings);
  }
}
