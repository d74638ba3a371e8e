package io.github.azblobcache.jib.base;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.global.JibSystemProperties;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.http.Request;
import com.google.cloud.tools.jib.http.Response;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.plugins.common.globalconfig.GlobalConfig;
import com.google.cloud.tools.jib.plugins.common.globalconfig.InvalidGlobalConfigException;
import com.google.cloud.tools.jib.registry.RegistryClient;
import io.github.azblobcache.jib.base.JibRun.Side;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A repository in a registry, or in a mirror of it, reached with Jib's own client as Jib is
 * configured.
 *
 * <p>Jib's client reads documents and gives only what Jib remembers of them; here they are read
 * again byte by byte, with the authorization that the client has got. For use by one thread, but
 * any thread may close it, which ends what is being asked.
 */
final class RegistryAccess implements AutoCloseable {

  /** Something that is asked of the registry. */
  interface Question<T> {
    T ask(RegistryClient client) throws IOException, RegistryException;
  }

  /** Where a login comes from. */
  interface Login {
    Optional<Credential> find() throws IOException;
  }

  private final String server;
  private final String repository;
  private final Side side;
  private final Login login;
  private final Http http;
  private RegistryClient client;

  private RegistryAccess(String server, ImageReference image, JibRun run, Side side, Login login) {
    this.server = server;
    this.repository = image.getRepository();
    this.side = side;
    this.login = login;
    this.http = new Http(run.allowsInsecureRegistries());
    this.client = newClient(null);
  }

  /** An image's registry itself. */
  static RegistryAccess to(ImageReference image, JibRun run, Side side) {
    RegistryLogin login = new RegistryLogin(run, side);
    return new RegistryAccess(image.getRegistry(), image, run, side, () -> login.of(image));
  }

  /**
   * The mirrors of an image's registry that Jib is configured with, in Jib's order, and the
   * registry itself as the last one. As Jib does it, a mirror gets no login (docs/behaviour.md,
   * "mirrors").
   */
  static List<RegistryAccess> toMirrorsAndRegistry(ImageReference image, JibRun run) {
    List<RegistryAccess> places = new ArrayList<>();
    for (String mirror : mirrors(image.getRegistry())) {
      places.add(new RegistryAccess(mirror, image, run, Side.FROM, Optional::empty));
    }
    places.add(to(image, run, Side.FROM));
    return places;
  }

  private static List<String> mirrors(String registry) {
    try {
      return GlobalConfig.readConfig().getRegistryMirrors().get(registry);
    } catch (IOException | InvalidGlobalConfigException e) {
      // Jib itself has said so.
      return List.of();
    }
  }

  /**
   * Asks something; logs in if the registry wants it.
   *
   * @throws IOException if the registry can't be asked
   */
  <T> T ask(Question<T> question) throws IOException {
    try {
      return question.ask(client);
    } catch (RegistryUnauthorizedException e) {
      return askWithLogin(question, e.getHttpResponseException().getHeaders().getAuthenticate());
    } catch (RegistryException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private <T> T askWithLogin(Question<T> question, @Nullable String wanted) throws IOException {
    try {
      Credential credential = login.find().orElse(null);
      client = newClient(credential);
      if (side == Side.FROM && wanted != null) {
        client.authPullByWwwAuthenticate(wanted);
      } else {
        boolean isBearer = side == Side.TO ? client.doPushBearerAuth() : client.doPullBearerAuth();
        if (!isBearer && credential != null && !credential.isOAuth2RefreshToken()) {
          client.configureBasicAuth();
        }
      }
      return question.ask(client);
    } catch (RegistryException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Reads what the registry has, as it was published, after {@link #ask} has asked for the like.
   *
   * @param path in the repository, for instance {@code manifests/latest}
   * @param maxBytes one more than this is read at most
   */
  byte[] read(String path, int maxBytes) throws IOException {
    URL url = URI.create("https://" + server + "/v2/" + repository + "/" + path).toURL();
    try (Response response = http.repeat(url)) {
      return response.getBody().readNBytes(maxBytes + 1);
    }
  }

  /** Whether the registry has answered anything, a refusal too. */
  boolean hasAnswered() {
    return http.hasAnswered;
  }

  private RegistryClient newClient(@Nullable Credential credential) {
    return RegistryClient.factory(EventHandlers.NONE, server, repository, http)
        .setCredential(credential)
        .newRegistryClient();
  }

  /** Closes the connections: Jib's client opens one for each request, and keeps it. */
  @Override
  public void close() {
    try {
      http.shutDown();
    } catch (IOException e) {
      // They are closed when they are collected.
    }
  }

  /**
   * Remembers the last request that was answered: it has the authorization, and the forms of a
   * manifest that are read.
   */
  private static final class Http extends FailoverHttpClient {

    private volatile @Nullable Request answered;
    private volatile boolean hasAnswered;

    Http(boolean allowsInsecureRegistries) {
      super(allowsInsecureRegistries, JibSystemProperties.sendCredentialsOverHttp(), event -> {});
    }

    @Override
    public Response call(String httpMethod, URL url, Request request) throws IOException {
      try {
        Response response = super.call(httpMethod, url, request);
        answered = request;
        hasAnswered = true;
        return response;
      } catch (ResponseException e) {
        hasAnswered = true;
        throw e;
      }
    }

    Response repeat(URL url) throws IOException {
      Request request = answered;
      if (request == null) {
        throw new IllegalStateException("The registry has answered nothing yet");
      }
      return super.call("GET", url, request);
    }
  }
}
