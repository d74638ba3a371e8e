package io.github.azblobcache.store.azure.shared;

import io.github.azblobcache.store.errors.StoreException;
import java.time.Instant;

/** Gives tokens of Entra ID for storage. */
public interface TokenSource {

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
    private final String login;
    private final String notice;

    public Token(String secret, Instant expiresAt) {
      this(secret, expiresAt, "", "");
    }

    private Token(String secret, Instant expiresAt, String login, String notice) {
      this.secret = secret;
      this.expiresAt = expiresAt;
      this.login = login;
      this.notice = notice;
    }

    /** This token, with the login that has given it. */
    public Token by(String newLogin) {
      return new Token(secret, expiresAt, newLogin, notice);
    }

    /** This token, with something that the user should know about the login. */
    public Token with(String newNotice) {
      return new Token(secret, expiresAt, login, newNotice);
    }

    /** Which login has given it, for people; may be empty. */
    public String login() {
      return login;
    }

    /** What the user should know about the login; empty if there is nothing. */
    public String notice() {
      return notice;
    }

    public String secret() {
      return secret;
    }

    public Instant expiresAt() {
      return expiresAt;
    }

    @Override
    public String toString() {
      return "token until " + expiresAt;
    }
  }
}
