package io.github.azblobcache.jib.faults;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A service that has put into the archive what it has: that can be looked at and deleted, and
 * neither read nor changed.
 *
 * @param code what it answers
 * @param fresh what was written since
 */
record Archive(String code, Set<String> fresh) implements Effect {

  Archive(String code) {
    this(code, ConcurrentHashMap.newKeySet());
  }

  @Override
  public void answer(Exchange exchange) throws IOException, InterruptedException {
    if (fresh.contains(exchange.path())) {
      NONE.answer(exchange);
      return;
    }
    Answer answer;
    switch (exchange.method()) {
      case "HEAD":
        exchange.send(exchange.forward().with("x-ms-access-tier", "Archive"));
        break;
      case "DELETE":
        NONE.answer(exchange);
        break;
      case "PUT":
        if (!exchange.target().contains("comp=")) {
          answer = exchange.forward();
          if (answer.status() == 201) {
            fresh.add(exchange.path());
          }
          exchange.send(answer);
          break;
        }
        Effects.refusal(409, code).answer(exchange);
        break;
      default:
        Effects.refusal(409, code).answer(exchange);
    }
  }
}
