package io.github.azblobcache.store.azure;

import io.github.azblobcache.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps a token until shortly before it expires.
 *
 * <p>Threads that need one at the same time wait for one request. A failed renewal is no failure
 * while the old token is good: the login of a CI job can die before its token does.
 */
final class CachedTokens implements TokenSource {

  private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);
  private static final Duration USABLE_BEFORE = Duration.ofSeconds(30);

  private final TokenSource source;
  private final Clock clock;
  private Optional<Token> kept = Optional.empty();

  CachedTokens(TokenSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public synchronized Token token() throws StoreException {
    Optional<Token> fresh = keptFor(RENEW_BEFORE);
    if (fresh.isPresent()) {
      return fresh.get();
    }
    try {
      kept = Optional.of(source.token());
    } catch (StoreException e) {
      return keptFor(USABLE_BEFORE).orElseThrow(() -> e);
    }
    return kept.get();
  }

  private Optional<Token> keptFor(Duration remaining) {
    Instant limit = clock.instant().plus(remaining);
    return kept.filter(token -> token.expiresAt().isAfter(limit));
  }
}
