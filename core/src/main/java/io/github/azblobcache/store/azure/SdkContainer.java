package io.github.azblobcache.store.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.DeleteSnapshotsOptionType;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.github.azblobcache.store.AzureCredential.AccountKey;
import io.github.azblobcache.store.AzureCredential.SharedAccessSignature;
import io.github.azblobcache.store.AzureLocation;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStat;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What builds seldom do, with the Azure SDK: it costs a second of processor time to load.
 *
 * <p>Retries are the SDK's own, set from {@link AzureOptions}.
 */
final class SdkContainer {

  private static final Duration AS_LONG_AS_THE_CLIENT_WAITS = null;

  private final BlobContainerClient container;
  private final SdkErrors errors;

  SdkContainer(
      AzureLocation location,
      AzureOptions options,
      TokenSource tokens,
      AzureErrors errors,
      StoreClock clock) {
    SdkAddress address = new SdkAddress(location.accountUrl());
    BlobContainerClientBuilder builder =
        new BlobContainerClientBuilder()
            .endpoint(address.endpoint())
            .containerName(location.container())
            .serviceVersion(version())
            .httpClient(new SdkHttp(options, address::meant))
            .retryOptions(retryOptions(options))
            .addPolicy(observing(clock));
    if (location.credential() instanceof AccountKey key) {
      builder.credential(new StorageSharedKeyCredential(location.accountName(), key.base64()));
    } else if (location.credential() instanceof SharedAccessSignature signature) {
      builder.sasToken(signature.query());
    } else {
      builder.credential(new SdkToken(tokens));
    }
    this.container = builder.buildClient();
    this.errors = new SdkErrors(errors);
  }

  private static BlobServiceVersion version() {
    return Stream.of(BlobServiceVersion.values())
        .filter(version -> version.getVersion().equals(LeanHttp.SERVICE_VERSION))
        .findFirst()
        .orElseThrow();
  }

  private static RequestRetryOptions retryOptions(AzureOptions options) {
    return new RequestRetryOptions(
        RetryPolicyType.EXPONENTIAL,
        options.tries(),
        AS_LONG_AS_THE_CLIENT_WAITS,
        options.firstPause(),
        options.longestPause(),
        null);
  }

  private static HttpPipelinePolicy observing(StoreClock clock) {
    return new HttpPipelineSyncPolicy() {
      @Override
      protected HttpResponse afterReceivedResponse(
          HttpPipelineCallContext context, HttpResponse response) {
        Optional.ofNullable(response.getHeaderValue(HttpHeaderName.DATE)).ifPresent(clock::observe);
        return response;
      }
    };
  }

  /** Deletes the blob; false if it is gone or not the one that was seen. */
  boolean delete(String doing, BlobStat seen) throws IOException {
    BlobRequestConditions unchanged = ifMatch(ETags.quoted(seen.etag()));
    return errors.run(
        doing,
        refusal -> valueIf(refusal.isConditionNotMet() || isMissing(refusal), false),
        () -> {
          client(seen.key())
              .deleteWithResponse(DeleteSnapshotsOptionType.INCLUDE, unchanged, null, Context.NONE);
          return true;
        });
  }

  /** Lists page by page; the first page is there when it returns. */
  Stream<BlobStat> list(String doing, String prefix, Consumer<String> otherNames)
      throws IOException {
    ListBlobsOptions options =
        new ListBlobsOptions()
            .setPrefix(prefix)
            // It marks the folders
            .setDetails(new BlobListDetails().setRetrieveMetadata(true));
    return SdkListing.stream(
        doing, errors, () -> container.listBlobs(options, null).iterator(), otherNames);
  }

  private BlockBlobClient client(BlobKey key) {
    return container.getBlobClient(key.path()).getBlockBlobClient();
  }

  private static BlobRequestConditions ifMatch(String quotedEtag) {
    return new BlobRequestConditions().setIfMatch(quotedEtag);
  }

  private static boolean isMissing(Refusal refusal) {
    return refusal.isBlobMissing() || refusal.isContainerMissing();
  }

  private static Optional<Boolean> valueIf(boolean condition, boolean value) {
    return condition ? Optional.of(value) : Optional.empty();
  }
}
