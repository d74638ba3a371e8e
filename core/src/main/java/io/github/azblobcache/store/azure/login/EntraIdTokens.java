package io.github.azblobcache.store.azure.login;

import io.github.azblobcache.concurrent.DaemonThreads;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.azure.shared.TokenSource;
import io.github.azblobcache.store.azure.silent.SilentClassLoader;
import io.github.azblobcache.store.errors.StoreAccessException;
import io.github.azblobcache.store.errors.StoreException;
import io.github.azblobcache.store.errors.StoreInterruptedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of the login that the environment has, in the order of the Azure SDK's
 * DefaultAzureCredential. The Azure CLI is run by {@link AzureCli}, all else by {@link SdkLogin}.
 *
 * <p>What the SDK throws is secret: it can quote the output of a helper program or the answer of an
 * authority. So it ends here. {@link LoginFailure} keeps the parts that are known to be safe.
 */
public final class EntraIdTokens implements TokenSource {

  // By its name, because it must not be loaded here
  private static final String SDK_LOGIN = "io.github.azblobcache.store.azure.login.SdkLogin";

  /** An export waits that long for a slow program, because the alternative is a failed build. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Duration SLOW = Duration.ofSeconds(10);

  private final AzureLocation location;
  private final AzureOptions options;
  private final UnaryOperator<String> environment;
  private final Duration limit;
  private final Duration slow;
  private @Nullable Function<String, Map.Entry<String, Instant>> sdk;
  private Optional<LoginKind> working = Optional.empty();

  /**
   * @param limit how long all logins together may take
   */
  public EntraIdTokens(AzureLocation location, AzureOptions options, Duration limit) {
    this(location, options, limit, SLOW);
  }

  /**
   * @param limit how long all logins together may take
   * @param slow from when on the login is reported as slow
   */
  EntraIdTokens(AzureLocation location, AzureOptions options, Duration limit, Duration slow) {
    this.location = location;
    this.options = options;
    this.environment = System::getenv;
    this.limit = limit;
    this.slow = slow;
  }

  @Override
  public Token token() throws StoreException {
    Instant begun = Instant.now();
    LoginFailure failure = new LoginFailure(location);
    Duration took = Duration.ZERO;
    for (LoginKind kind : kinds()) {
      Optional<Token> token = token(kind, limit.minus(took), failure);
      took = Duration.between(begun, Instant.now());
      if (token.isPresent()) {
        working = Optional.of(kind);
        return noticed(token.get().by(kind.text()), kind, took);
      }
      if (failure.isFinal() || took.compareTo(limit) >= 0) {
        break;
      }
    }
    throw failure.exception();
  }

  private List<LoginKind> kinds() throws StoreAccessException {
    if (working.isPresent()) {
      return List.of(working.get());
    }
    return LoginKind.chosen(environment)
        .orElseThrow(() -> LoginFailure.badChoice(environment.apply(LoginKind.CHOICE)));
  }

  private Optional<Token> token(LoginKind kind, Duration remaining, LoginFailure failure)
      throws StoreException {
    FutureTask<Token> login = new FutureTask<>(() -> signIn(kind, remaining));
    DaemonThreads.start("login", login);
    try {
      return Optional.of(login.get(remaining.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreInterruptedException("Signing in for " + location);
    } catch (ExecutionException | CancellationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      failure.add(kind, cause, kind.isConfigured(environment));
    } catch (TimeoutException e) {
      failure.addTimeout(kind, remaining);
    } finally {
      login.cancel(true);
    }
    return Optional.empty();
  }

  private Token signIn(LoginKind kind, Duration remaining) throws Exception {
    if (kind == LoginKind.AZURE_CLI) {
      return AzureCli.token(environment, remaining);
    }
    Map.Entry<String, Instant> token = sdk().apply(kind.sdkName());
    return new Token(token.getKey(), token.getValue());
  }

  @SuppressWarnings("unchecked")
  private synchronized Function<String, Map.Entry<String, Instant>> sdk() {
    if (sdk == null) {
      sdk = SilentClassLoader.make(SDK_LOGIN, Function.class, options);
    }
    return sdk;
  }

  private Token noticed(Token token, LoginKind kind, Duration took) {
    return took.compareTo(slow) < 0
        ? token
        : token.with(
            "Signing in for "
                + location
                + " took "
                + took.toSeconds()
                + " s ("
                + kind.text()
                + "). A login that runs no program is faster: a managed identity, a workload"
                + " identity, a service principal, or SYSTEM_ACCESSTOKEN in Azure Pipelines.");
  }
}
