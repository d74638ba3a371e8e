package io.github.azblobcache.jib.base;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.http.Request;
import com.google.cloud.tools.jib.http.Response;
import com.google.cloud.tools.jib.registry.RegistryClient;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.azblobcache.jib.base.JibRun.Side;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Server;

/**
 * A repository in a registry, reached with Jib's own client as Jib is configured. Its mirrors are
 * not asked.
 *
 * <p>Jib's client reads documents and gives only what Jib remembers of them; here they are read
 * again byte by byte, with the authorization that the client has got. For use by one thread.
 */
final class RegistryAccess extends FailoverHttpClient {

  /** Something that is asked of the registry. */
  interface Question<T> {
    T ask(RegistryClient client) throws IOException, RegistryException;
  }

  private final ImageReference image;
  private final JibRun run;
  private final Side side;
  private RegistryClient client;
  private Request answered;

  RegistryAccess(ImageReference image, JibRun run, Side side) {
    super(run.allowsInsecureRegistries(), Boolean.getBoolean("sendCredentialsOverHttp"), e -> {});
    this.image = image;
    this.run = run;
    this.side = side;
    this.client = newClient(null);
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
      return askWithLogin(question);
    } catch (RegistryException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private <T> T askWithLogin(Question<T> question) throws IOException {
    try {
      Credential credential = credential().orElse(null);
      client = newClient(credential);
      boolean isBearer = side == Side.TO ? client.doPushBearerAuth() : client.doPullBearerAuth();
      if (!isBearer && credential != null) {
        client.configureBasicAuth();
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
    URL url =
        URI.create("https://" + image.getRegistry() + "/v2/" + image.getRepository() + "/" + path)
            .toURL();
    try (Response response = super.call("GET", url, answered)) {
      return response.getBody().readNBytes(maxBytes + 1);
    }
  }

  /** Remembers the request: it has the authorization, and the forms of a manifest that are read. */
  @Override
  public Response call(String httpMethod, URL url, Request request) throws IOException {
    Response response = super.call(httpMethod, url, request);
    answered = request;
    return response;
  }

  private RegistryClient newClient(Credential credential) {
    return RegistryClient.factory(
            EventHandlers.NONE, image.getRegistry(), image.getRepository(), this)
        .setCredential(credential)
        .newRegistryClient();
  }

  /** The first credential in Jib's order. */
  private Optional<Credential> credential() throws IOException {
    try {
      for (CredentialRetriever retriever : retrievers()) {
        Optional<Credential> found = retriever.retrieve();
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    } catch (CredentialRetrievalException e) {
      throw new IOException("No credentials for " + image.getRegistry() + ": " + e, e);
    }
  }

  private List<CredentialRetriever> retrievers() {
    CredentialRetrieverFactory factory = CredentialRetrieverFactory.forImage(image, e -> {});
    List<CredentialRetriever> retrievers = new ArrayList<>();
    configured().ifPresent(it -> retrievers.add(factory.known(it, "Jib's configuration")));
    run.credentialHelper(side)
        .map(name -> name.contains("/") ? name : "docker-credential-" + name)
        .ifPresent(name -> retrievers.add(factory.dockerCredentialHelper(name)));
    inSettings().ifPresent(it -> retrievers.add(factory.known(it, "Maven's settings")));
    retrievers.add(factory.dockerConfig());
    retrievers.add(factory.wellKnownCredentialHelpers());
    retrievers.add(factory.googleApplicationDefaultCredentials());
    return retrievers;
  }

  private Optional<Credential> configured() {
    return run.auth(side, "username")
        .flatMap(
            name -> run.auth(side, "password").map(password -> Credential.from(name, password)));
  }

  private Optional<Credential> inSettings() {
    String registry = image.getRegistry();
    Server server = run.session().getSettings().getServer(registry);
    if (server == null) {
      server = run.session().getSettings().getServer(registry.split(":")[0]);
    }
    return Optional.ofNullable(server)
        .map(run::decrypted)
        .filter(it -> it.getUsername() != null && it.getPassword() != null)
        .map(it -> Credential.from(it.getUsername(), it.getPassword()));
  }
}
