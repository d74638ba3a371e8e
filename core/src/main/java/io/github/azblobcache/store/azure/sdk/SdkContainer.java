package io.github.azblobcache.store.azure.sdk;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.github.azblobcache.store.BlobStat;
import io.github.azblobcache.store.azure.answers.AzureErrors;
import io.github.azblobcache.store.azure.answers.Retries;
import io.github.azblobcache.store.azure.config.AzureCredential.AccountKey;
import io.github.azblobcache.store.azure.config.AzureCredential.SharedAccessSignature;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.azure.config.AzureOptions;
import io.github.azblobcache.store.azure.shared.BlobListing;
import io.github.azblobcache.store.azure.shared.ServiceVersion;
import io.github.azblobcache.store.azure.shared.StoreClock;
import io.github.azblobcache.store.azure.shared.TokenSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists blobs with the Azure SDK, which costs a second of processor time to load. See
 * docs/adr/0001-which-client-does-what.md. Runs in a {@code SilentClassLoader}.
 */
public final class SdkContainer implements BlobListing {

  private static final @Nullable Duration AS_LONG_AS_THE_CLIENT_WAITS = null;

  private final BlobContainerClient container;
  private final Retries retries;
  private final SdkErrors errors;

  public SdkContainer(
      AzureLocation location,
      AzureOptions options,
      Retries retries,
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
            .retryOptions(onlyOneTry())
            .addPolicy(checking(clock));
    if (location.credential() instanceof AccountKey key) {
      builder.credential(new StorageSharedKeyCredential(location.accountName(), key.base64()));
    } else if (location.credential() instanceof SharedAccessSignature signature) {
      builder.sasToken(signature.query());
    } else {
      builder.credential(new SdkToken(tokens));
    }
    this.container = builder.buildClient();
    this.retries = retries;
    this.errors = new SdkErrors(errors);
  }

  private static BlobServiceVersion version() {
    return Stream.of(BlobServiceVersion.values())
        .filter(version -> version.getVersion().equals(ServiceVersion.USED))
        .findFirst()
        .orElseThrow();
  }

  // The SDK's own retries know neither 408, 502 and 504 nor Retry-After
  // (docs/behaviour.md, "retries of the SDK")
  private static RequestRetryOptions onlyOneTry() {
    return new RequestRetryOptions(RetryPolicyType.FIXED, 1, (Duration) null, null, null, null);
  }

  // Before the SDK takes an answer apart: at a page of HTML it would fail without the status
  // (docs/behaviour.md, "pages in place of errors")
  private static HttpPipelinePolicy checking(StoreClock clock) {
    return new HttpPipelineSyncPolicy() {
      @Override
      protected HttpResponse afterReceivedResponse(
          HttpPipelineCallContext context, HttpResponse response) {
        boolean isFromAzure = SdkErrors.isFromAzure(response);
        if (isFromAzure) {
          Optional.ofNullable(response.getHeaderValue(HttpHeaderName.DATE))
              .ifPresent(clock::observe);
        }
        if (!isFromAzure || response.getStatusCode() / 100 != 2) {
          throw new HttpResponseException("HTTP " + response.getStatusCode(), response);
        }
        return response;
      }
    };
  }

  @Override
  public Stream<BlobStat> list(String operation, String prefix, Consumer<String> otherNames)
      throws IOException {
    ListBlobsOptions options =
        new ListBlobsOptions()
            .setPrefix(prefix)
            // It marks the folders
            .setDetails(new BlobListDetails().setRetrieveMetadata(true));
    SdkPages pages = new SdkPages(marker -> page(operation, options, marker));
    return SdkListing.stream(operation, errors, () -> pages, otherNames);
  }

  private PagedResponse<BlobItem> page(
      String operation, ListBlobsOptions options, @Nullable String marker) throws IOException {
    return retries.run(
        operation,
        number ->
            errors.run(
                operation,
                () ->
                    container
                        .listBlobs(options, marker, AS_LONG_AS_THE_CLIENT_WAITS)
                        .iterableByPage()
                        .iterator()
                        .next()));
  }
}
