package io.github.azblobcache.store.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.store.AzureCredential;
import io.github.azblobcache.store.AzureLocation;
import io.github.azblobcache.store.BlobKey;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlobAddressTest {

  private static final BlobKey KEY = new BlobKey("team a/blobs/sha256:ü%");
  private static final String ENCODED = "team%20a/blobs/sha256%3A%C3%BC%25";

  @Test
  void escapesAllButTheSlash() {
    assertEquals(
        "https://acct.blob.core.windows.net/layers/" + ENCODED,
        address("https://acct.blob.core.windows.net", "acct").url(Optional.of(KEY)).toString());
  }

  @Test
  void signsThePathAsItIsSent() {
    assertEquals(
        "/acct/layers/" + ENCODED,
        address("https://acct.blob.core.windows.net", "acct")
            .canonicalizedResource(Optional.of(KEY)));
  }

  @Test
  void aPathStyleResourceHasTheAccountTwice() {
    assertEquals(
        "/dev/dev/layers/" + ENCODED,
        address("http://127.0.0.1:10000/dev", "dev").canonicalizedResource(Optional.of(KEY)));
  }

  @Test
  void aBatchGoesToTheContainer() {
    BlobAddress address = address("https://acct.blob.core.windows.net", "acct");
    assertEquals(
        "https://acct.blob.core.windows.net/layers?restype=container&comp=batch",
        address.url(Optional.empty()).toString());
    assertEquals(
        "/acct/layers\ncomp:batch\nrestype:container",
        address.canonicalizedResource(Optional.empty()));
  }

  @Test
  void signsEachHeaderInItsPlace() {
    assertEquals(
        "PUT\n\n\n3\n\ntext/plain\n\n\n\"0x1\"\n\n\n\nx-ms-a:1\nx-ms-b:2\n/acct/layers/a",
        SharedKeyAuthorizer.stringToSign(
            "PUT",
            "/acct/layers/a",
            Map.of(
                "x-ms-b", "2", "x-ms-a", "1", "content-type", "text/plain", "if-match", "\"0x1\""),
            3));
  }

  private static BlobAddress address(String accountUrl, String accountName) {
    return new BlobAddress(
        new AzureLocation(
            URI.create(accountUrl), accountName, "layers", new AzureCredential.DefaultChain()));
  }
}
