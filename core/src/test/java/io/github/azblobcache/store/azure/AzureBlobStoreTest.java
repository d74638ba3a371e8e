package io.github.azblobcache.store.azure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.BlobStoreContract;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.Deletion;
import io.github.azblobcache.store.ForwardingBlobStore;
import io.github.azblobcache.store.azure.answers.AzureErrors;
import io.github.azblobcache.store.azure.answers.Retries;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.azure.rest.BatchDeletes;
import io.github.azblobcache.store.azure.rest.http.Authorizer;
import io.github.azblobcache.store.azure.rest.http.BlobAddress;
import io.github.azblobcache.store.azure.rest.http.HttpTransport;
import io.github.azblobcache.store.azure.rest.http.SharedKeyAuthorizer;
import io.github.azblobcache.store.azure.shared.StoreClock;
import io.github.azblobcache.testkit.Azurite;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

public class AzureBlobStoreTest extends BlobStoreContract {

  @Override
  protected BlobStore newStore() throws IOException {
    return new AzureBlobStore(newLocation());
  }

  @Test
  void aNewDateLeavesTheMetadataAsItIs() throws Exception {
    AzureLocation location = newLocation();
    try (AzureBlobStore store = new AzureBlobStore(location)) {
      store.replaceIfUnchanged(new BlobKey("a"), Optional.empty(), new byte[1]);
      BlobClient blob =
          Signatures.account().getBlobContainerClient(location.container()).getBlobClient("a");
      blob.setMetadata(Map.of("team", "shop", "since", "2026"));
      assertTrue(store.touch(new BlobKey("a")));
      assertEquals(Map.of("team", "shop", "since", "2026"), blob.getProperties().getMetadata());
    }
  }

  /** Blocks live for a week. Azurite refuses a Put Blob meanwhile, as if there were a blob. */
  @Test
  void blocksOfAKilledUploadAreNoBlob() throws Exception {
    AzureLocation location = newLocation();
    BlobKey layer = new BlobKey("layer");
    BlobKey manifest = new BlobKey("manifest");
    byte[] content = {1, 2, 3};
    try (AzureBlobStore store = new AzureBlobStore(location)) {
      store.putIfAbsent(new BlobKey("other"), file(new byte[0]));
      stageBlock(location, layer);
      stageBlock(location, manifest);

      assertTrue(store.putIfAbsent(layer, file(content)));
      store.replaceIfUnchanged(manifest, Optional.empty(), content);

      assertArrayEquals(content, bytes(store, layer));
      assertArrayEquals(content, bytes(store, manifest));
    }
  }

  private static void stageBlock(AzureLocation location, BlobKey key) {
    String id = Base64.getEncoder().encodeToString(new byte[64]);
    Signatures.account()
        .getBlobContainerClient(location.container())
        .getBlobClient(key.path())
        .getBlockBlobClient()
        .stageBlock(id, BinaryData.fromBytes(new byte[9]));
  }

  private static byte[] bytes(AzureBlobStore store, BlobKey key) throws IOException {
    try (InputStream body = store.open(key, ByteRange.ALL).orElseThrow().body()) {
      return body.readAllBytes();
    }
  }

  @Test
  @Timeout(300)
  void listsMoreThanOnePage() throws Exception {
    int count = 5_001; // a page of Azure's has 5,000
    try (AzureBlobStore store = new AzureBlobStore(newLocation())) {
      Path empty = file(new byte[0]);
      store.putIfAbsent(new BlobKey("other"), empty);
      ExecutorService pool = Executors.newFixedThreadPool(4);
      List<Callable<Boolean>> puts =
          IntStream.range(0, count)
              .<Callable<Boolean>>mapToObj(
                  i -> () -> store.putIfAbsent(new BlobKey("k/" + (10_000 + i)), empty))
              .toList();
      for (Future<Boolean> put : pool.invokeAll(puts)) {
        assertTrue(put.get());
      }
      pool.shutdown();
      try (Stream<BlobStat> blobs = store.list("k/")) {
        List<BlobKey> keys = blobs.map(BlobStat::key).toList();
        assertEquals(keys.stream().sorted().distinct().toList(), keys);
        assertEquals(count, keys.size());
      }
    }
  }

  /** What an account with a hierarchical namespace lists, which Azurite can't be. */
  @Test
  void listsNoFolder() throws Exception {
    AzureLocation location = newLocation();
    try (AzureBlobStore store = new AzureBlobStore(location)) {
      store.putIfAbsent(new BlobKey("manifests/feature/x"), file(new byte[1]));
      store.putIfAbsent(new BlobKey("manifests/empty"), file(new byte[0]));
      for (String folder : List.of("manifests", "manifests/feature", "manifests/old/")) {
        Map<String, String> mark = folder.endsWith("/") ? Map.of() : Map.of("hdi_isfolder", "true");
        put(location, folder, mark);
      }
      assertEquals(List.of("manifests/empty", "manifests/feature/x"), keys(store, name -> {}));
    }
  }

  @Test
  void namesWhatNoKeyCanBe() throws Exception {
    AzureLocation location = newLocation();
    List<String> otherNames = new ArrayList<>();
    try (AzureBlobStore store = new AzureBlobStore(location)) {
      store.putIfAbsent(new BlobKey("manifests/a"), file(new byte[1]));
      put(location, "manifests/team//shop", Map.of("hdi_isfolder", "false"));
      assertEquals(List.of("manifests/a"), keys(store, otherNames::add));
    }
    assertEquals(List.of("manifests/team//shop"), otherNames);
  }

  private static void put(AzureLocation location, String name, Map<String, String> metadata) {
    BlobClient blob =
        Signatures.account().getBlobContainerClient(location.container()).getBlobClient(name);
    blob.upload(BinaryData.fromBytes(new byte[0]));
    blob.setMetadata(metadata);
  }

  private static List<String> keys(BlobStore store, Consumer<String> otherNames)
      throws IOException {
    try (Stream<BlobStat> blobs = store.list("manifests", otherNames)) {
      return blobs.map(blob -> blob.key().path()).toList();
    }
  }

  @Test
  void tellsHowMuchIsSent() throws IOException {
    List<Long> sent = new ArrayList<>();
    try (AzureBlobStore store = new AzureBlobStore(newLocation())) {
      assertTrue(store.putIfAbsent(new BlobKey("k"), file(new byte[300_000]), sent::add));
    }
    // The first request finds no container
    assertEquals(List.of(131_072L, 262_144L, 300_000L), sent.subList(sent.size() - 3, sent.size()));
  }

  @Test
  void azuriteTellsOfEachBlobOfABatch() throws IOException {
    AzureLocation location = newLocation();
    try (AzureBlobStore store = new AzureBlobStore(location)) {
      for (String key : List.of("k/1", "k/2", "k/3")) {
        store.putIfAbsent(new BlobKey(key), file(new byte[1]));
      }
      List<BlobStat> seen = store.list("").toList();
      store.touch(seen.get(1).key());
      List<Deletion> deletions = batches(location).run(seen, new NoSingleDeletes(store));
      assertEquals(List.of(Deletion.DONE, Deletion.CHANGED, Deletion.DONE), deletions);
    }
  }

  private static BatchDeletes batches(AzureLocation location) throws IOException {
    AzureOptions options = AzureOptions.forGoals();
    StoreClock clock = new StoreClock(Clock.systemUTC());
    AzureErrors errors = new AzureErrors(location, clock);
    Authorizer key =
        new SharedKeyAuthorizer(
            location.accountName(), (AzureCredential.AccountKey) location.credential());
    HttpTransport http = new HttpTransport(new BlobAddress(location), key, options, errors, clock);
    return new BatchDeletes(http, new Retries(options), errors, location);
  }

  private static final class NoSingleDeletes extends ForwardingBlobStore {

    NoSingleDeletes(BlobStore delegate) {
      super(delegate);
    }

    @Override
    public boolean deleteIfUnchanged(BlobStat seen) {
      throw new AssertionError("Deleted on its own: " + seen);
    }
  }

  public static AzureLocation newLocation() {
    Azurite azurite = Azurite.shared();
    return new AzureLocation(
        azurite.accountUrl(),
        azurite.accountName(),
        azurite.newContainerName(),
        new AzureCredential.AccountKey(azurite.accountKey()));
  }
}
