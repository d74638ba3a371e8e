package io.github.azblobcache.jib.faults;

import static io.github.azblobcache.jib.faults.Effects.afterBody;
import static io.github.azblobcache.jib.faults.Effects.end;
import static io.github.azblobcache.jib.faults.Effects.inHandshake;
import static io.github.azblobcache.jib.faults.Effects.inHeaders;
import static io.github.azblobcache.jib.faults.Effects.inMidBody;
import static io.github.azblobcache.jib.faults.Effects.reset;
import static io.github.azblobcache.jib.faults.Effects.silence;

import io.github.azblobcache.jib.faults.Fault.Times;
import io.github.azblobcache.jib.faults.Fault.Where;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Connections that break, at every point of a request. */
final class ConnectionFaults {

  private ConnectionFaults() {}

  static List<Fault> all() {
    List<Fault> faults = new ArrayList<>();
    faults.add(
        Fault.of("Nothing listens", Where.NOWHERE, Times.ALWAYS, Effects.end())
            .at(url -> URI.create("http://127.0.0.1:1" + url.getPath())));
    faults.add(
        Fault.of("Nobody knows the host", Where.NOWHERE, Times.ALWAYS, Effects.end())
            .at(url -> URI.create("http://account.invalid" + url.getPath())));
    for (Ending ending : Ending.values()) {
      faults.add(always(ending + " when a connection is made", Where.CONNECTIONS, ending.effect));
    }
    UnaryOperator<URI> tls = url -> URI.create(url.toString().replace("http:", "https:"));
    for (Ending ending : Ending.values()) {
      faults.add(
          always(ending + " in the TLS handshake", Where.CONNECTIONS, inHandshake(ending.effect))
              .at(tls));
    }
    faults.add(
        always("An answer in plain HTTP to a TLS handshake", Where.CONNECTIONS, Effects.plain())
            .at(tls));
    for (Ending ending : Ending.values()) {
      addBoth(faults, ending + " in the headers", inHeaders(ending.effect));
    }
    for (Ending ending : Ending.values()) {
      addBoth(faults, ending + " in mid-body", inMidBody(ending.effect));
    }
    for (Ending ending : Ending.values()) {
      addBoth(faults, ending + " after the body", afterBody(ending.effect));
    }
    faults.add(always("Answers at 1 kB/s", Where.EVERYTHING, Effects.drip()));
    faults.add(always("Layers at 1 kB/s", Where.LAYERS, Effects.drip()));
    return faults;
  }

  private enum Ending {
    RESET("A reset", reset()),
    END("An end", end()),
    STALL("A stall", silence());

    private final String name;
    private final Effect effect;

    Ending(String name, Effect effect) {
      this.name = name;
      this.effect = effect;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static void addBoth(List<Fault> faults, String name, Effect effect) {
    faults.add(Fault.of(name + ", once", Where.EVERYTHING, Times.ONCE, effect));
    faults.add(always(name, Where.EVERYTHING, effect));
  }

  private static Fault always(String name, Where where, Effect effect) {
    return Fault.of(name, where, Times.ALWAYS, effect);
  }
}
