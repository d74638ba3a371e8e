package io.github.azblobcache.store.azure.shared;

import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps a token until shortly before it expires.
 *
 * <p>Threads that need one at the same time wait for one request. A failed renewal is no failure
 * while the old token is good: the login of a CI job can die before its token does. A failure is
 * kept for a minute, because a login that runs a program can take that long, and each upload of an
 * export would wait for it again.
 */
public final class CachedTokens implements TokenSource {

  private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);
  private static final Duration USABLE_BEFORE = Duration.ofSeconds(30);
  private static final Duration FAILED_FOR = Duration.ofMinutes(1);

  private final TokenSource source;
  private final Clock clock;
  private Optional<Token> kept = Optional.empty();
  private Optional<StoreException> failure = Optional.empty();
  private Instant failedUntil = Instant.MIN;

  public CachedTokens(TokenSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public synchronized Token token() throws StoreException {
    Optional<Token> fresh = keptFor(RENEW_BEFORE);
    if (fresh.isPresent()) {
      return fresh.get();
    }
    if (failure.isEmpty() || clock.instant().isAfter(failedUntil)) {
      ask();
    }
    if (failure.isPresent()) {
      StoreException e = failure.get();
      return keptFor(USABLE_BEFORE).orElseThrow(() -> e);
    }
    return kept.orElseThrow();
  }

  private void ask() throws StoreInterruptedException {
    try {
      kept = Optional.of(source.token());
      failure = Optional.empty();
    } catch (StoreInterruptedException e) {
      // Says something about the asking thread, and nothing about the login.
      throw e;
    } catch (StoreException e) {
      failure = Optional.of(e);
      failedUntil = clock.instant().plus(FAILED_FOR);
    }
  }

  private Optional<Token> keptFor(Duration remaining) {
    Instant limit = clock.instant().plus(remaining);
    return kept.filter(token -> token.expiresAt().isAfter(limit));
  }
}
