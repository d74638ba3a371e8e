package io.github.azblobcache.store.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.store.BlobContent;
import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.BlobStoreContract;
import io.github.azblobcache.store.ByteRange;
import io.github.azblobcache.store.azure.config.AzureCredential.SharedAccessSignature;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.errors.StoreAccessException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AzureBlobStoreWithSignatureTest extends BlobStoreContract {

  private static final BlobKey KEY = new BlobKey("manifests/main");

  @Override
  protected BlobStore newStore() throws IOException {
    return new AzureBlobStore(with(AzureBlobStoreTest.newLocation(), everything()));
  }

  private static String everything() {
    return Signatures.ofAccount("rwdlacuptfi");
  }

  private static AzureLocation with(AzureLocation location, String signature) {
    return new AzureLocation(
        location.accountUrl(),
        location.accountName(),
        location.container(),
        new SharedAccessSignature(signature));
  }

  @Test
  void aSignatureThatMayOnlyReadReads() throws Exception {
    AzureLocation location = AzureBlobStoreTest.newLocation();
    try (BlobStore writer = new AzureBlobStore(location);
        BlobStore reader = new AzureBlobStore(with(location, Signatures.ofAccount("r")))) {
      writer.replaceIfUnchanged(KEY, Optional.empty(), new byte[] {1});

      try (BlobContent content = reader.open(KEY, ByteRange.ALL).orElseThrow()) {
        assertEquals(1, content.body().readAllBytes().length);
      }
      assertEquals(Optional.empty(), reader.open(new BlobKey("none"), ByteRange.ALL));
      assertTrue(reader.stat(KEY).isPresent());
      StoreAccessException e =
          assertThrows(
              StoreAccessException.class,
              () -> reader.replaceIfUnchanged(KEY, Optional.empty(), new byte[1]));
      assertTrue(e.getMessage().contains("It needs the permission 'c' and 'w'"), e.getMessage());
      assertShowsNothing(e);
    }
  }

  @Test
  void aSignatureThatHasExpiredIsToldSoAndNotShown() throws Exception {
    AzureLocation location = AzureBlobStoreTest.newLocation();
    String expired = Signatures.ofAccount("rwl", OffsetDateTime.parse("2026-01-31T00:00:00Z"));
    try (BlobStore store = new AzureBlobStore(with(location, expired))) {
      StoreAccessException e =
          assertThrows(StoreAccessException.class, () -> store.open(KEY, ByteRange.ALL));
      assertTrue(e.getMessage().contains("expired at 2026-01-31T00:00:00Z"), e.getMessage());
      assertShowsNothing(e);
      assertShowsNothing(assertThrows(StoreAccessException.class, () -> store.list("")));
    }
  }

  private static void assertShowsNothing(Exception e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    assertFalse(trace.toString().contains("sig="), trace.toString());
  }
}
