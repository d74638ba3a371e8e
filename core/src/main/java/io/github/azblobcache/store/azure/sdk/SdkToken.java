package io.github.azblobcache.store.azure.sdk;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.github.azblobcache.store.azure.shared.TokenSource;
import io.github.azblobcache.store.errors.StoreException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/** Shows the SDK the same token that the lean client shows. */
final class SdkToken implements TokenCredential {

  private final TokenSource tokens;

  SdkToken(TokenSource tokens) {
    this.tokens = tokens;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromCallable(() -> getTokenSync(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    try {
      TokenSource.Token token = tokens.token();
      return new AccessToken(token.secret(), token.expiresAt().atOffset(ZoneOffset.UTC));
    } catch (StoreException e) {
      throw new UncheckedIOException(e);
    }
  }
}
