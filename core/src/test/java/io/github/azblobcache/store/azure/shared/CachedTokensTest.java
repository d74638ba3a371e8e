package io.github.azblobcache.store.azure.shared;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.azblobcache.store.azure.shared.TokenSource.Token;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CachedTokensTest {

  private static final Instant START = Instant.parse("2026-01-31T00:00:00Z");

  private Instant now = START;
  private int requests;
  private boolean isLoginDead;
  private boolean isInterrupted;

  private final CachedTokens tokens =
      new CachedTokens(
          this::request,
          new Clock() {
            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          });

  private Token request() throws StoreException {
    if (isInterrupted) {
      throw new StoreInterruptedException("Signing in");
    }
    if (isLoginDead) {
      throw new StoreException("AADSTS700024: the assertion has expired");
    }
    requests++;
    return new Token("token " + requests, now.plus(Duration.ofHours(1)));
  }

  @Test
  void asksOnceUntilShortlyBeforeTheEnd() throws StoreException {
    assertEquals("token 1", tokens.token().secret());
    now = START.plus(Duration.ofMinutes(54));
    assertEquals("token 1", tokens.token().secret());
    now = START.plus(Duration.ofMinutes(56));
    assertEquals("token 2", tokens.token().secret());
  }

  @Test
  void aDeadLoginDoesNoHarmWhileItsTokenLives() throws StoreException {
    tokens.token();
    isLoginDead = true;
    now = START.plus(Duration.ofMinutes(58));
    assertEquals("token 1", tokens.token().secret());
    now = START.plus(Duration.ofMinutes(60));
    assertThrows(StoreException.class, tokens::token);
  }

  @Test
  void aFailureIsKeptForAMinute() {
    isLoginDead = true;
    StoreException first = assertThrows(StoreException.class, tokens::token);
    isLoginDead = false;
    now = START.plus(Duration.ofSeconds(60));
    assertSame(first, assertThrows(StoreException.class, tokens::token));
    assertEquals(0, requests);
    now = START.plus(Duration.ofSeconds(61));
    assertEquals("token 1", assertDoesNotThrow(tokens::token).secret());
  }

  @Test
  void anInterruptedThreadDoesNotStopTheOthers() throws StoreException {
    isInterrupted = true;
    assertThrows(StoreInterruptedException.class, tokens::token);
    isInterrupted = false;
    assertEquals("token 1", tokens.token().secret());
  }

  @Test
  void aTokenIsNotPrinted() throws StoreException {
    assertEquals("token until 2026-01-31T01:00:00Z", tokens.token().toString());
  }
}
