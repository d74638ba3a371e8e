package io.github.azblobcache.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.settings.syntax.CacheUse;
import io.github.azblobcache.settings.syntax.ServerPasswords;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.settings.values.Setting;
import io.github.azblobcache.store.types.BuiltInStores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A comma, or a semicolon, that is mistyped puts a secret into the value before it. */
class SecretBesideAnotherValueTest {

  private static final String KEY = "c2VjcmV0";
  private static final String AZBLOB = "type=azblob,account_url=https://acct.blob.core.windows.net";

  private static String message(CacheUse use, String text, Map<String, String> environment) {
    SettingContext context =
        new SettingContext(
            environment::get,
            Path.of("base"),
            ServerPasswords.NONE,
            warning -> {},
            BuiltInStores.TYPES);
    return assertThrows(
            InvalidSettingException.class,
            () -> CacheDescriptions.parseAll(new Setting("<cacheTo>", text), use, context))
        .getMessage();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        AZBLOB + ";secret_access_key=",
        AZBLOB + " secret_access_key=",
        AZBLOB + "/;secret_access_key=",
        AZBLOB + "; Secret_Access_Key =",
        "type=azblob,account_url=acct.blob.core.windows.net;secret_access_key=",
        "type=azblob,account_url=http://acct.blob.core.windows.net;sas_token=sig=",
        "type=azblob,account_url=http://127.0.0.1:1/acct;secret_access_key=",
        "type=azblob;secret_access_key=",
        AZBLOB + ",container=c;secret_access_key=",
        AZBLOB + ",account_name=acct;account_key=",
        AZBLOB + ",server=s;secret_access_key=",
        AZBLOB + ",name=main;secret_access_key=",
        AZBLOB + ",name=main;sas_token=sv=1&sig=//",
        AZBLOB + ",prefix=p;connection_string=AccountKey=",
        AZBLOB + ",mode=min;secret_access_key=",
        AZBLOB + ",acount_name=a;secret_access_key=",
        "type=local,src=x;secret_access_key=",
        "type=local,dest=x;secret_access_key=",
        "type=azblob,connection_string=AccountName=acct AccountKey=",
        "type=azblob,connection_string=AccountName=acct;EndpointSuffix=core.windows.net"
            + " AccountKey=",
        "type=azblob,connection_string=BlobEndpoint=https://acct.blob.core.windows.net"
            + " SharedAccessSignature=sv=1&sig="
      })
  void isInNoMessage(String text) {
    for (CacheUse use : CacheUse.values()) {
      assertFalse(message(use, text + KEY, Map.of()).contains(KEY));
    }
  }

  /** Secrets that no key announces: an account key, the same in a URL, and a token. */
  private static final List<String> BARE =
      List.of(
          "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq//K1SZFPTOtr/KBHBeksoGMGw==",
          "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq%2F%2FK1SZFPTOtr%2FKBHBeksoGMGw%3D%3D",
          "eyJhbGciOiJub25lIn0.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJl");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type=%s",
        AZBLOB + ",%s",
        AZBLOB + ",container=%s",
        AZBLOB + ",prefix=%s",
        AZBLOB + ",prefix=%s\\",
        AZBLOB + ",prefix=team/%s/..",
        AZBLOB + ",blobs_prefix=%s",
        AZBLOB + ",manifests_prefix=%s\u0001",
        AZBLOB + ",name=%s",
        AZBLOB + ",name=main;%s\\",
        AZBLOB + ",name=%s\u202e",
        AZBLOB + ",account_name=%s",
        AZBLOB + ",server=%s",
        AZBLOB + ",mode=%s",
        AZBLOB + ",ignore-error=%s",
        AZBLOB + ",base-max-age=%s",
        "type=azblob,account_url=%s",
        "type=azblob,account_url=https://acct.blob.core.windows.net/%s",
        "type=azblob,account_url=https://acct.blob.core.windows.net?x=%s",
        "type=azblob,account_url=https://%s@acct.blob.core.windows.net",
        "type=local,src=%s",
        "type=local,dest=%s\u0000"
      })
  void isInNoMessageWithoutItsKeyEither(String text) {
    for (CacheUse use : CacheUse.values()) {
      for (String secret : BARE) {
        String message = message(use, text.replace("%s", secret), Map.of());
        assertFalse(message.contains(secret.substring(4, 40)), message);
      }
    }
  }

  @Test
  void isInNoMessageAboutAVariableEither() {
    for (String secret : BARE) {
      for (String end : List.of("URL", "NAME", "CONTAINER", "PREFIX")) {
        String variable = "BUILDKIT_AZURE_STORAGE_" + (end.length() < 5 ? "ACCOUNT_" : "") + end;
        String text = end.equals("URL") ? "type=azblob" : AZBLOB;
        String message = message(CacheUse.EXPORT, text, Map.of(variable, secret));
        assertFalse(message.contains(secret.substring(4, 40)), message);
      }
    }
  }

  @Test
  void isSaidToBeInTheWrongPlace() {
    assertEquals(
        "<cacheTo>: the value of 'prefix' looks like an account key, a signature or a token. Write"
            + " a secret only as the value of its own key, secret_access_key for instance.",
        message(CacheUse.EXPORT, AZBLOB + ",prefix=" + BARE.get(0), Map.of()));
  }

  @Test
  void aSignatureIsInNoMessageAndNoName() {
    String signature = "c2lnbmF0dXJlLWNhbmFyeS1zaWduYXR1cmU%3D";
    for (String key : List.of("prefix", "blobs_prefix", "name", "container", "account_name")) {
      String url = "https://acct.blob.core.windows.net/c?sv=1&sig=" + signature;
      String message = message(CacheUse.IMPORT, AZBLOB + "," + key + "=" + url, Map.of());
      assertFalse(message.contains(signature), message);
    }
  }

  @Test
  void isHiddenInTheMessageAboutAnySetting() {
    for (String secret : BARE) {
      String message =
          new InvalidSettingException("-Dx", "'" + secret + "' is no", "").getMessage();
      assertEquals("-Dx: '(hidden)' is no. ", message);
    }
    assertEquals(
        "-Dx: 'sv=1&sig=(hidden)&se=2' is no. ",
        new InvalidSettingException(
                "-Dx", "'sv=1&sig=aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ%3D&se=2' is no", "")
            .getMessage());
    String path = "/a/" + "long/".repeat(30) + "path";
    assertEquals(
        "-Dx: '" + path + "' is no. ",
        new InvalidSettingException("-Dx", "'" + path + "' is no", "").getMessage());
  }

  @Test
  void isLookedForInALongText() {
    String text = "a".repeat(100_000);
    assertEquals(
        "-Dx: '" + text + "' is no. ",
        new InvalidSettingException("-Dx", "'" + text + "' is no", "").getMessage());
    assertTrue(
        message(CacheUse.EXPORT, "type=local,dest=/cache,mode=" + text + "==", Map.of())
            .startsWith("<cacheTo>: "));
  }

  @Test
  void isSaidToLackTheComma() {
    assertEquals(
        "<cacheTo>: the value of 'account_url' has 'secret_access_key=' in it. Write a comma before"
            + " secret_access_key.",
        message(CacheUse.EXPORT, AZBLOB + ";secret_access_key=" + KEY, Map.of()));
    assertEquals(
        "<cacheTo>: connection_string has 'AccountKey=' inside another part. Write a semicolon"
            + " before AccountKey.",
        message(
            CacheUse.EXPORT,
            "type=azblob,connection_string=AccountName=acct AccountKey=" + KEY,
            Map.of()));
  }

  @Test
  void mayStandInAVariable() {
    String url = "https://acct.blob.core.windows.net;secret_access_key=" + KEY;

    assertEquals(
        "BUILDKIT_AZURE_STORAGE_ACCOUNT_URL: it has 'secret_access_key=' in it. Write nothing there"
            + " but the account_url.",
        message(CacheUse.EXPORT, "type=azblob", Map.of("BUILDKIT_AZURE_STORAGE_ACCOUNT_URL", url)));
  }
}
