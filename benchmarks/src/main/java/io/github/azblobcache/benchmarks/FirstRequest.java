package io.github.azblobcache.benchmarks;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.azure.AzureBlobStore;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.testkit.Azurite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A JVM that reads one small blob and ends: what the first request to a store costs. */
final class FirstRequest {

  private static final BlobKey KEY = new BlobKey("manifests/main");

  /** With what the blob is read. */
  enum Client {
    NONE,
    AZBLOB_CACHE,
    AZURE_SDK
  }

  private FirstRequest() {}

  /**
   * Started in a JVM of its own.
   *
   * @param arguments a {@link Client}, the account's URL, its name and key, and the container
   */
  public static void main(String[] arguments) throws IOException {
    List<String> store = Arrays.asList(arguments).subList(1, arguments.length);
    switch (Client.valueOf(arguments[0])) {
      case AZBLOB_CACHE -> lean(store);
      case AZURE_SDK -> sdk(store);
      case NONE -> {}
    }
  }

  private static void lean(List<String> store) throws IOException {
    try (AzureBlobStore blobs = new AzureBlobStore(location(store));
        BlobContent content = blobs.open(KEY, ByteRange.ALL).orElseThrow()) {
      content.body().readAllBytes();
    }
  }

  private static void sdk(List<String> store) {
    new BlobServiceClientBuilder()
        .endpoint(store.get(0))
        .credential(new StorageSharedKeyCredential(store.get(1), store.get(2)))
        .httpClient(new JdkHttpClientBuilder().build())
        .serviceVersion(BlobServiceVersion.V2023_11_03)
        .buildClient()
        .getBlobContainerClient(store.get(3))
        .getBlobClient(KEY.toString())
        .downloadContent();
  }

  private static AzureLocation location(List<String> store) {
    return new AzureLocation(
        URI.create(store.get(0)),
        store.get(1),
        store.get(3),
        new AzureCredential.AccountKey(store.get(2)));
  }

  /** The row; the blob is put there once. */
  static Row row(Azurite azurite) throws IOException {
    List<String> store =
        List.of(
            azurite.accountUrl().toString(),
            azurite.accountName(),
            azurite.accountKey(),
            azurite.newContainerName());
    try (AzureBlobStore blobs = new AzureBlobStore(location(store))) {
      blobs.replaceIfUnchanged(KEY, Optional.empty(), new byte[1000]);
    }
    String nothing = "a JVM that does nothing";
    String ours = "azblob-cache";
    return new TimedRow(
        "s",
        "a JVM starts, reads one blob of 1 kB with an account key, and ends",
        List.of(
            new Variant(nothing, round -> run(Client.NONE, store)),
            new Variant("the Azure SDK", round -> run(Client.AZURE_SDK, store)),
            new Variant(ours, round -> run(Client.AZBLOB_CACHE, store))),
        nothing,
        ours,
        Optional.empty());
  }

  private static Duration run(Client client, List<String> store) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(FirstRequest.class.getName(), client.name()));
    command.addAll(store);
    Path log = Files.createTempFile("first-request", ".log");
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      int exit = process.waitFor();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      NotAsClaimedException.require(exit == 0, "the blob is read", Files.readString(log));
      Files.delete(log);
      return took;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }
}
