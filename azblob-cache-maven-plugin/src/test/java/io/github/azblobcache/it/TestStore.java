package io.github.azblobcache.it;

import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.manifest.json.CacheConfigJson;
import io.github.azblobcache.oci.MediaTypes;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.azure.AzureBlobStore;
import io.github.azblobcache.store.azure.config.AzureCredential.AccountKey;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.errors.StoreMissingException;
import io.github.azblobcache.testkit.Azurite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * A container in Azurite, one for each integration test, seen from both sides: as users describe
 * it, and as it is inside.
 *
 * @param accountUrl the account's URL, or that of a proxy before it
 * @param container the container's name; the first export makes the container
 */
public record TestStore(URI accountUrl, String container) {

  /** The container of the test in this folder. */
  public static TestStore of(Path test) {
    String name = test.getFileName().toString().toLowerCase(java.util.Locale.ROOT);
    return new TestStore(Azurite.shared().accountUrl(), name.replaceAll("[^a-z0-9]+", "-"));
  }

  /** The same container through another address, for instance a proxy's. */
  public TestStore through(URI address) {
    return new TestStore(address.resolve(accountUrl.getPath()), container);
  }

  /** How a user describes it, with the account key. */
  public String description(String name) {
    return describedWith(key(), name);
  }

  /** How a user describes it, with some key. */
  public String describedWith(String key, String name) {
    return "type=azblob,account_url=%s,account_name=%s,secret_access_key=%s,container=%s,name=%s"
        .formatted(accountUrl, Azurite.shared().accountName(), key, container, name);
  }

  /** The account key. */
  public String key() {
    return Azurite.shared().accountKey();
  }

  /**
   * A shared access signature for the container, good for an hour.
   *
   * @param permissions as Azure has them, for instance {@code rcw}
   */
  public String signature(String permissions) {
    return new BlobContainerClientBuilder()
        .endpoint(accountUrl.toString())
        .containerName(container)
        .credential(new StorageSharedKeyCredential(Azurite.shared().accountName(), key()))
        .httpClient(TestStore::neverAsked)
        .buildClient()
        .generateSas(
            new BlobServiceSasSignatureValues(
                OffsetDateTime.now().plusHours(1), BlobContainerSasPermission.parse(permissions)));
  }

  // To sign needs no request; the SDK wants a client all the same.
  private static Mono<HttpResponse> neverAsked(HttpRequest request) {
    throw new IllegalStateException(request.getUrl().toString());
  }

  /** The keys of all blobs in it, in their order; none if there is no container. */
  public List<String> keys() throws IOException {
    try (BlobStore store = open();
        Stream<BlobStat> blobs = store.list("")) {
      return blobs.map(blob -> blob.key().path()).toList();
    } catch (StoreMissingException e) {
      return List.of();
    }
  }

  /** When a blob was written, and which version of it is there. */
  public BlobStat stat(String key) throws IOException {
    try (BlobStore store = open()) {
      return store.stat(new BlobKey(key)).orElseThrow();
    }
  }

  /** The keys of the layers that a manifest names, as far as they are there. */
  public List<String> layers(String name) throws IOException {
    byte[] json = read("manifests/" + name);
    Set<String> named =
        CacheConfigJson.parse(new ManifestName(name), json).layers().stream()
            .filter(layer -> MediaTypes.isGzipLayer(layer.blob().mediaType()))
            .map(layer -> "blobs/" + layer.blob().digest())
            .collect(Collectors.toSet());
    return keys().stream().filter(named::contains).toList();
  }

  /** The bytes of a blob. */
  public byte[] read(String key) throws IOException {
    try (BlobStore store = open();
        BlobContent content = store.open(new BlobKey(key), ByteRange.ALL).orElseThrow()) {
      return content.body().readAllBytes();
    }
  }

  /** Puts other bytes under a key, as damage or an attacker would. */
  public void overwrite(String key, byte[] bytes) throws IOException {
    try (BlobStore store = open()) {
      delete(store, key);
      Path file = Files.createTempFile("blob", null);
      try {
        Files.write(file, bytes);
        store.putIfAbsent(new BlobKey(key), file);
      } finally {
        Files.delete(file);
      }
    }
  }

  /** Takes a blob away. */
  public void delete(String key) throws IOException {
    try (BlobStore store = open()) {
      delete(store, key);
    }
  }

  private static void delete(BlobStore store, String key) throws IOException {
    try {
      Optional<BlobStat> seen = store.stat(new BlobKey(key));
      if (seen.isPresent()) {
        store.deleteIfUnchanged(seen.get());
      }
    } catch (StoreMissingException e) {
      // Nobody has exported to it yet: there is no container, and so no blob.
    }
  }

  private BlobStore open() throws IOException {
    return new AzureBlobStore(
        new AzureLocation(
            accountUrl, Azurite.shared().accountName(), container, new AccountKey(key())));
  }
}
