package io.github.azblobcache.store.azure.rest;

import io.github.azblobcache.store.azure.answers.Retries;
import io.github.azblobcache.store.azure.rest.http.BlobRequest;
import io.github.azblobcache.store.azure.rest.http.LeanHttp;
import java.io.IOException;

/**
 * One Create Container, of a private container.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/create-container">Azure
 *     Storage, Create Container</a>
 */
public final class ContainerCreation {

  private final LeanHttp http;
  private final Retries retries;

  public ContainerCreation(LeanHttp http, Retries retries) {
    this.http = http;
    this.retries = retries;
  }

  /** Makes the container unless it is there, or somebody else makes it meanwhile. */
  public void run(String doing) throws IOException {
    retries.run(doing, number -> http.send(doing, BlobRequest.createContainer()));
  }
}
