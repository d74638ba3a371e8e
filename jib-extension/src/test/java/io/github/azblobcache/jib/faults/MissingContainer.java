package io.github.azblobcache.jib.faults;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A service whose container is missing until somebody creates it.
 *
 * @param created the paths of those that have been created
 */
record MissingContainer(Set<String> created) implements Effect {

  MissingContainer() {
    this(ConcurrentHashMap.newKeySet());
  }

  @Override
  public void answer(Exchange exchange) throws IOException, InterruptedException {
    if (exchange.method().equals("PUT") && exchange.target().contains("restype=container")) {
      created.add(exchange.service().url() + exchange.path());
      exchange.send(exchange.forward().withStatus(201));
      return;
    }
    String url = exchange.service().url() + exchange.path();
    boolean isThere = created.stream().anyMatch(it -> url.equals(it) || url.startsWith(it + "/"));
    (isThere ? NONE : Effects.refusal(404, "ContainerNotFound")).answer(exchange);
  }
}
