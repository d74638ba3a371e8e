package io.github.azblobcache.store.azure;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.azure.config.AzureCredential.AccountKey;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.azure.sdk.SdkHttp;
import io.github.azblobcache.store.errors.BlobProtectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever holds a lease on a blob, an administrator for instance, keeps it from any change. */
class LeasedBlobTest {

  private static final BlobKey KEY = new BlobKey("blobs/leased");

  @TempDir private Path folder;

  private static BlobContainerClient container(AzureLocation location) {
    AccountKey key = (AccountKey) location.credential();
    return new BlobContainerClientBuilder()
        .endpoint(location.accountUrl().toString())
        .serviceVersion(BlobServiceVersion.V2023_11_03)
        .containerName(location.container())
        .credential(new StorageSharedKeyCredential(location.accountName(), key.base64()))
        .httpClient(new SdkHttp(AzureOptions.forGoals()))
        .buildClient();
  }

  @Test
  void whatRefusesANewDateRefusesToBeDeleted() throws IOException {
    AzureLocation location = AzureBlobStoreTest.newLocation();
    try (AzureBlobStore store = new AzureBlobStore(location)) {
      store.putIfAbsent(KEY, Files.writeString(folder.resolve("layer"), "layer"));
      BlobStat seen = store.stat(KEY).orElseThrow();
      new BlobLeaseClientBuilder()
          .blobClient(container(location).getBlobClient(KEY.path()))
          .buildClient()
          .acquireLease(-1);
      assertThrows(BlobProtectedException.class, () -> store.touch(KEY));
      assertThrows(BlobProtectedException.class, () -> store.deleteIfUnchanged(seen));
      assertTrue(store.stat(KEY).isPresent());
    }
  }
}
