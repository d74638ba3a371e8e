package io.github.azblobcache.store.azure;

import io.github.azblobcache.store.StoreException;
import java.time.Instant;

/** Gives tokens of Entra ID for storage. */
interface TokenSource {

  /**
   * A token that is good for some minutes at least.
   *
   * @throws StoreException if there is none to be had
   */
  Token token() throws StoreException;

  /** No record: a record's {@code toString} would print the secret. */
  final class Token {

    private final String secret;
    private final Instant expiresAt;

    Token(String secret, Instant expiresAt) {
      this.secret = secret;
      this.expiresAt = expiresAt;
    }

    String secret() {
      return secret;
    }

    Instant expiresAt() {
      return expiresAt;
    }

    @Override
    public String toString() {
      return "token until " + expiresAt;
    }
  }
}
