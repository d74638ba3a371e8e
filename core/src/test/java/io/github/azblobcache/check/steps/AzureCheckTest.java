package io.github.azblobcache.check.steps;

import static io.github.azblobcache.check.Outcome.FAILED;
import static io.github.azblobcache.check.Outcome.NOTE;
import static io.github.azblobcache.check.Outcome.OK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.check.Outcome;
import io.github.azblobcache.store.azure.Signatures;
import io.github.azblobcache.testkit.Azurite;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a check says of a real service, by credential. */
class AzureCheckTest {

  private static final String BLOB = "blobs/of-somebody-else";

  private final Azurite azurite = Azurite.shared();
  private final String container = azurite.newContainerName();

  @BeforeEach
  void fill() {
    Signatures.account()
        .createBlobContainer(container)
        .getBlobClient(BLOB)
        .upload(com.azure.core.util.BinaryData.fromString("theirs"));
  }

  @AfterEach
  void nothingIsLeftAndNothingElseIsTouched() {
    assertEquals(List.of(BLOB), blobs());
  }

  private List<String> blobs() {
    return Signatures.account().getBlobContainerClient(container).listBlobs().stream()
        .map(it -> it.getName())
        .toList();
  }

  private String cache(String credential) {
    return "type=azblob,account_url="
        + azurite.accountUrl()
        + ",container="
        + container
        + ",name=main,"
        + credential;
  }

  private String signed(String permissions) {
    return cache("sas_token=" + Signatures.ofAccount(permissions));
  }

  @Test
  void theRightKey() throws IOException {
    String cache = cache("secret_access_key=" + azurite.accountKey());
    Checks checks = Checks.of(Map.of("AZBLOB_CACHE_FROM", cache, "AZBLOB_CACHE_TO", cache)).fails();

    checks
        .is("proxy", OK, "none")
        .is("dns", OK, "127.0.0.1 is an address")
        .is("tls", OK, "none: http")
        .is("service", OK, "Azurite-Blob/")
        .is("clock", OK, "the same as the service's")
        .is("login", OK, "account key")
        .is("container", OK, container + " is there")
        .is("read", OK, "no 'main' yet")
        .is("write", OK, "a probe was written and replaced")
        .is("list", OK, "0 manifests")
        .is("delete", OK, "the probe is deleted")
        .is("speed", OK, "one connection reads")
        .is("speed", OK, "(4.194MB), writing");
    assertTrue(checks.diagnosis().summary().startsWith("builds can import from and export to"));
    assertFalse(checks.toString().contains(azurite.accountKey()), checks::toString);
    assertEquals(
        List.of(
            "account_url from AZBLOB_CACHE_FROM and AZBLOB_CACHE_TO",
            "account_name from part of account_url",
            "container from AZBLOB_CACHE_FROM and AZBLOB_CACHE_TO",
            "credential from secret_access_key in AZBLOB_CACHE_FROM and secret_access_key in"
                + " AZBLOB_CACHE_TO",
            "name from AZBLOB_CACHE_FROM and AZBLOB_CACHE_TO"),
        checks.diagnosis().cache().origins().stream()
            .map(it -> it.part() + " from " + it.place())
            .toList());
  }

  @Test
  void aWrongKey() throws IOException {
    Checks.exporting(cache("secret_access_key=AAAA"))
        .fails("login")
        .is("login", FAILED, "Azure refused the account key (403 AuthorizationFailure")
        .advises("login", "The key does not belong to storage account 'devstoreaccount1'.")
        .is("write", Outcome.SKIPPED, "because login failed")
        .is("hits", Outcome.SKIPPED, "because login failed");
  }

  @Test
  void aSignatureWithoutList() throws IOException {
    Checks.exporting(signed("rcwd"))
        .fails()
        .is("login", OK, "permissions '")
        .is("list", NOTE, "not allowed (permission 'l'): no build needs it")
        .advises("list", "It needs the permission 'l' (list).")
        .is("write", OK, "(permission 'c' and 'w')");
  }

  @Test
  void aSignatureThatMayOnlyReadWhereBuildsExport() throws IOException {
    Checks.exporting(signed("rl"))
        .fails("write")
        .is("write", FAILED, "AuthorizationPermissionMismatch")
        .advises("write", "It needs the permission 'c' and 'w' (create, write)")
        .is("delete", NOTE, "not allowed (permission 'd')");
  }

  @Test
  void aSignatureThatMayOnlyReadWhereBuildsImport() throws IOException {
    Checks checks =
        Checks.importing(signed("r"))
            .fails()
            .is("read", NOTE, "no 'main' yet (permission 'r')")
            .is("list", NOTE, "not allowed");
    assertFalse(checks.toString().contains("write "), checks::toString);
  }

  @Test
  void aSignatureThatMayNotRead() throws IOException {
    Checks.exporting(signed("cwld"))
        .fails("read")
        .is("login", OK, "permissions '")
        .is("container", NOTE, "may not read")
        .advises("read", "It needs the permission 'r' (read)")
        .is("write", OK, "written and replaced");
  }

  @Test
  void aSignatureThatMayNotDelete() throws IOException {
    Checks.exporting(signed("rcwl"))
        .fails()
        .is("write", OK, "no probe is written where none can be deleted")
        .is("delete", NOTE, "prune needs it");
  }

  @Test
  void aSignatureThatMayOnlyCreate() throws IOException {
    Checks.exporting(signed("rcld")).fails("write").advises("write", "'w' (create, write)");
  }

  @Test
  void anExpiredSignature() throws IOException {
    String expired = Signatures.ofAccount("rcwld", OffsetDateTime.now().minusMinutes(1));
    Checks.exporting(cache("sas_token=" + expired))
        .fails("login")
        .advises("login", "It has expired at ");
  }

  @Test
  void aContainerThatIsNotThere() throws IOException {
    String other = azurite.newContainerName();
    String cache = cache("secret_access_key=" + azurite.accountKey()).replace(container, other);

    Checks.importing(cache)
        .fails()
        .is("container", NOTE, other + " is not there")
        .advises("container", "Check 'container'");
    Checks.exporting(cache)
        .fails()
        .is("container", OK, "the first write creates it")
        .is("delete", OK, "the probe is deleted");
  }
}
