package io.github.azblobcache.store.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.specialized.BlockBlobClient;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.github.azblobcache.testkit.Azurite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockUploadTest {

  @TempDir Path files;
  private BlockBlobClient blob;

  @BeforeEach
  void createContainer() {
    Azurite azurite = Azurite.shared();
    BlobContainerClient container =
        new BlobContainerClientBuilder()
            .endpoint(azurite.accountUrl().toString())
            .containerName(azurite.newContainerName())
            .credential(new StorageSharedKeyCredential(azurite.accountName(), azurite.accountKey()))
            .serviceVersion(BlobServiceVersion.V2023_11_03)
            .httpClient(new SdkHttp(AzureOptions.forBuilds()))
            .buildClient();
    container.create();
    blob = container.getBlobClient("sha256:2cf2").getBlockBlobClient();
  }

  @Test
  void putsTheBlocksInOrder() throws Exception {
    BlockUpload.run(blob, file("0123456789"), 4);
    assertEquals("0123456789", blob.downloadContent().toString());
  }

  @Test
  void livesWithTheBlocksOfAKilledBuildKit() throws Exception {
    String left = Base64.getEncoder().encodeToString(new byte[64]);
    blob.stageBlock(left, BinaryData.fromString("left behind"));
    BlockUpload.run(blob, file("0123456789"), 4);
    assertEquals("0123456789", blob.downloadContent().toString());
  }

  @Test
  void replacesNothing() throws Exception {
    BlockUpload.run(blob, file("first"), 4);
    BlobStorageException e =
        assertThrows(BlobStorageException.class, () -> BlockUpload.run(blob, file("second"), 4));
    assertEquals(409, e.getStatusCode());
    assertEquals("first", blob.downloadContent().toString());
  }

  private Path file(String content) throws Exception {
    return Files.write(files.resolve("layer"), content.getBytes(UTF_8));
  }
}
