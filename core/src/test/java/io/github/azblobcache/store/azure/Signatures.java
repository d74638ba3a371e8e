package io.github.azblobcache.store.azure;

import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.azure.sdk.SdkHttp;
import io.github.azblobcache.testkit.Azurite;
import java.time.OffsetDateTime;

/** Makes shared access signatures for Azurite. */
public final class Signatures {

  private Signatures() {}

  /**
   * One for all containers and blobs, good for an hour.
   *
   * @param permissions as in Azure, for instance {@code rwl}
   */
  public static String ofAccount(String permissions) {
    return ofAccount(permissions, OffsetDateTime.now().plusHours(1));
  }

  /**
   * @param expiry when it is of no use any more
   */
  public static String ofAccount(String permissions, OffsetDateTime expiry) {
    return account()
        .generateAccountSas(
            new AccountSasSignatureValues(
                expiry,
                AccountSasPermission.parse(permissions),
                new AccountSasService().setBlobAccess(true),
                new AccountSasResourceType().setContainer(true).setObject(true)));
  }

  /** Azurite's account, as the Azure SDK sees it. */
  public static BlobServiceClient account() {
    Azurite azurite = Azurite.shared();
    return new BlobServiceClientBuilder()
        .serviceVersion(BlobServiceVersion.V2023_11_03)
        .endpoint(azurite.accountUrl().toString())
        .credential(new StorageSharedKeyCredential(azurite.accountName(), azurite.accountKey()))
        .httpClient(new SdkHttp(AzureOptions.forGoals()))
        .buildClient();
  }
}
