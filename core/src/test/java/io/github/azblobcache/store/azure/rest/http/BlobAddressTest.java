package io.github.azblobcache.store.azure.rest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.azblobcache.store.BlobKey;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlobAddressTest {

  private static final BlobKey KEY = new BlobKey("team a/blobs/sha256:ü%");
  private static final String ENCODED = "team%20a/blobs/sha256%3A%C3%BC%25";

  @Test
  void escapesAllButTheSlash() {
    assertEquals(
        "https://acct.blob.core.windows.net/layers/" + ENCODED,
        address("https://acct.blob.core.windows.net", "acct")
            .url(BlobRequest.head(KEY))
            .toString());
  }

  @Test
  void signsThePathAsItIsSent() {
    assertEquals(
        "/acct/layers/" + ENCODED,
        address("https://acct.blob.core.windows.net", "acct")
            .canonicalizedResource(BlobRequest.head(KEY)));
  }

  @Test
  void theAccountsNameIsSignedAndNeverTheHost() {
    BlobAddress address = address("https://cache.acme.io", "elsewhere");
    assertEquals("cache.acme.io", address.url(BlobRequest.head(KEY)).getHost());
    assertEquals(
        "/elsewhere/layers/" + ENCODED, address.canonicalizedResource(BlobRequest.head(KEY)));
  }

  @Test
  void aPathStyleResourceHasTheAccountTwice() {
    assertEquals(
        "/dev/dev/layers/" + ENCODED,
        address("http://127.0.0.1:10000/dev", "dev").canonicalizedResource(BlobRequest.head(KEY)));
  }

  @Test
  void aBatchGoesToTheContainer() {
    BlobRequest batch = BlobRequest.batch("x", RequestBody.of(new byte[0]));
    BlobAddress address = address("https://acct.blob.core.windows.net", "acct");
    assertEquals(
        "https://acct.blob.core.windows.net/layers?comp=batch&restype=container",
        address.url(batch).toString());
    assertEquals(
        "/acct/layers\ncomp:batch\nrestype:container", address.canonicalizedResource(batch));
  }

  @Test
  void escapesTheQueryAndSignsItAsItIs() {
    BlobAddress address = address("https://acct.blob.core.windows.net", "acct");
    BlobRequest block = BlobRequest.putBlock(KEY, "a+/=", RequestBody.of(new byte[0]));
    assertEquals("blockid=a%2B%2F%3D&comp=block", address.url(block).getRawQuery());
    assertEquals(
        "/acct/layers/" + ENCODED + "\nblockid:a+/=\ncomp:block",
        address.canonicalizedResource(block));
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
