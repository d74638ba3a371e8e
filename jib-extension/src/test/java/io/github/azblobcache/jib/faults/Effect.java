package io.github.azblobcache.jib.faults;

import java.io.IOException;

/** What happens to a request in place of an answer. */
interface Effect {

  /** The real service's answer. */
  Effect NONE = exchange -> exchange.send(exchange.forward());

  /** Answers, or not; then the connection is closed. */
  void answer(Exchange exchange) throws IOException, InterruptedException;

  /** What the store is to do then. */
  default Reaction reaction() {
    return Reaction.GIVES_UP;
  }

  /** Whether a request comes to harm by it. */
  default boolean harms(Exchange exchange) {
    return true;
  }

  /** The same effect with another reaction. */
  default Effect with(Reaction reaction) {
    Effect effect = this;
    return new Effect() {
      @Override
      public void answer(Exchange exchange) throws IOException, InterruptedException {
        effect.answer(exchange);
      }

      @Override
      public Reaction reaction() {
        return reaction;
      }
    };
  }

  /** The same effect on some requests; others get the service's answer. */
  default Effect on(String... methods) {
    Effect effect = this;
    Effect some =
        exchange -> {
          boolean isOne = java.util.List.of(methods).contains(exchange.method());
          (isOne ? effect : NONE).answer(exchange);
        };
    return some.with(reaction());
  }
}
