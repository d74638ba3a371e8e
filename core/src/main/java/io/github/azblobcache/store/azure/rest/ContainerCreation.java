package io.github.azblobcache.store.azure.rest;

import io.github.azblobcache.store.azure.answers.Retries;
import io.github.azblobcache.store.azure.rest.http.BlobRequest;
import io.github.azblobcache.store.azure.rest.http.HttpTransport;
import java.io.IOException;

/**
 * One Create Container, of a private container.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/create-container">Azure
 *     Storage, Create Container</a>
 */
public final class ContainerCreation {

  private final HttpTransport http;
  private final Retries retries;

  public ContainerCreation(HttpTransport http, Retries retries) {
    this.http = http;
    this.retries = retries;
  }

  /** Makes the container unless it is there, or another build makes it meanwhile. */
  public void run(String operation) throws IOException {
    retries.run(operation, number -> http.send(operation, BlobRequest.createContainer()));
  }
}
