package io.github.azblobcache.store.azure;

import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.azure.answers.AzureErrors;
import io.github.azblobcache.store.azure.answers.HttpAnswer;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.azure.rest.http.BlobAddress;
import io.github.azblobcache.store.azure.rest.http.BlobRequest;
import io.github.azblobcache.store.azure.shared.LingeringSockets;
import io.github.azblobcache.store.azure.shared.ProxyLogin;
import io.github.azblobcache.store.azure.shared.ServiceVersion;
import io.github.azblobcache.store.azure.shared.StoreClock;
import io.github.azblobcache.store.errors.StoreAccessException;
import io.github.azblobcache.store.errors.StoreException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSession;

/**
 * Finds out how far the way to a container leads: one part of it with each method. Waits as long as
 * {@link AzureOptions#forChecks} says, and tries nothing again. For one thread.
 */
public final class AzureProbe implements AutoCloseable {

  private final AzureLocation location;
  private final AzureBlobStore store;
  private final StoreClock clock;
  private final AzureErrors errors;
  private boolean isAzurite;

  /**
   * @param loginLimit how long a login with Entra ID may take
   * @throws StoreAccessException if the account key is not base64
   */
  public AzureProbe(AzureLocation location, Duration loginLimit) throws StoreAccessException {
    this.location = location;
    this.store = AzureBlobStore.forChecks(location, loginLimit);
    this.clock = store.clock();
    this.errors = store.errors();
  }

  /** The container, with little patience. Close this, and not that. */
  public BlobStore store() {
    return store;
  }

  /** The host and the port of the proxy that Java uses; empty if it uses none. */
  public Optional<String> proxy() {
    for (Proxy proxy : ProxySelector.getDefault().select(location.accountUrl())) {
      if (proxy.address() instanceof InetSocketAddress address) {
        return Optional.of(address.getHostString() + ":" + address.getPort());
      }
    }
    return Optional.empty();
  }

  /**
   * The addresses that the account's name has here; empty if {@code account_url} has an address.
   *
   * @throws StoreException if the name is not known
   */
  public List<String> addresses() throws StoreException {
    String host = location.accountUrl().getHost();
    if (host.startsWith("[") || host.matches("[0-9.]+")) {
      return List.of();
    }
    try {
      return Stream.of(InetAddress.getAllByName(host)).map(InetAddress::getHostAddress).toList();
    } catch (UnknownHostException e) {
      // Without what the system adds: ConnectionAdvice compares the whole of it
      throw errors.unreachable("Looking up " + host, new UnknownHostException(host));
    }
  }

  /**
   * Asks the account for the container, without a credential.
   *
   * @throws StoreException if there is no answer, or not Azure's, or Azure is too busy
   */
  public ServiceAnswer ask() throws StoreException {
    String operation = "Connecting to " + location.accountUrl();
    HttpURLConnection connection = null;
    try {
      connection = prepare();
      connection.connect();
      Optional<TlsFacts> tls = tls(connection);
      HttpAnswer answer = HttpAnswer.await(connection);
      answer.requireAllHeaders();
      answer.drain();
      requireAzure(operation, answer);
      answer.header("Date").ifPresent(clock::observe);
      isAzurite = answer.header("Server").orElse("").startsWith("Azurite");
      return new ServiceAnswer(
          answer.header("Server").orElse(""),
          answer.header("x-ms-version").orElse(""),
          clock.ahead(),
          tls);
    } catch (IOException e) {
      if (connection != null) {
        connection.disconnect();
      }
      throw errors.unreachable(operation, e);
    } finally {
      ProxyLogin.ended();
    }
  }

  // Any answer shows that the service can be reached
  private void requireAzure(String operation, HttpAnswer answer) throws StoreException {
    // A service that does not know the version of the protocol says 400
    boolean tells = answer.status() != 400 && !answer.refusal().isTransient();
    if (answer.isFromAzure() && tells) {
      return;
    }
    StoreException other =
        answer.isSuccess()
            ? errors.notAzures(operation, answer.origin())
            : errors.answered(operation, answer.refusal());
    throw new StoreException(other.getMessage(), other.getCause(), other.isTransient())
        .advising(other.advice());
  }

  /**
   * The certificate that the host shows, trusted or not; empty if it shows none.
   *
   * @throws StoreException never, unless the account's URL is none
   */
  public Optional<TlsFacts> certificate() throws StoreException {
    try {
      return UntrustedCertificate.of(prepare());
    } catch (IOException e) {
      throw errors.unreachable("Connecting to " + location.accountUrl(), e);
    } finally {
      ProxyLogin.ended();
    }
  }

  private HttpURLConnection prepare() throws IOException {
    BlobRequest request =
        new BlobRequest(
            "HEAD", Optional.empty(), Map.of("restype", "container"), Map.of(), Optional.empty());
    URI url = new BlobAddress(location).url(request);
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setRequestMethod(request.method());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    ProxyLogin.on(connection);
    LingeringSockets.on(connection);
    AzureOptions options = AzureOptions.forChecks();
    connection.setConnectTimeout((int) options.connectTimeout().toMillis());
    connection.setReadTimeout((int) options.readTimeout().toMillis());
    connection.setRequestProperty("x-ms-version", ServiceVersion.USED);
    connection.setRequestProperty("user-agent", "azblob-cache");
    return connection;
  }

  private static Optional<TlsFacts> tls(HttpURLConnection connection) throws IOException {
    Optional<SSLSession> session =
        connection instanceof HttpsURLConnection https ? https.getSSLSession() : Optional.empty();
    if (session.isEmpty()) {
      return Optional.empty();
    }
    X509Certificate certificate = (X509Certificate) session.get().getPeerCertificates()[0];
    return Optional.of(TlsFacts.of(session.get().getProtocol(), certificate));
  }

  /**
   * Signs in with Entra ID.
   *
   * @return which login has answered, for people
   * @throws StoreAccessException if none works
   */
  public String signIn() throws StoreException {
    return store.token().login();
  }

  /** What to do about a refused request. */
  public String advice(StoreAccessException refused) {
    return isAzurite ? errors.adviceOfAzurite(refused) : refused.advice();
  }

  @Override
  public void close() {
    store.close();
  }
}
