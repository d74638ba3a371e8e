package io.github.azblobcache.store.azure;

import java.time.Duration;
import java.util.Optional;

/**
 * The first answer of an account.
 *
 * @param server what the service calls itself; empty if it does not
 * @param version of the protocol that it has answered in; empty if it does not say
 * @param clockAhead how far the service's clock is ahead of this machine's; zero if it does not say
 * @param tls what is known of the connection; empty if it is not encrypted
 */
public record ServiceAnswer(
    String server, String version, Duration clockAhead, Optional<TlsFacts> tls) {}
