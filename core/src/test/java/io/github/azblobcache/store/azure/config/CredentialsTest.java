package io.github.azblobcache.store.azure.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.settings.CacheDescriptions;
import io.github.azblobcache.settings.syntax.CacheUse;
import io.github.azblobcache.settings.syntax.ServerPasswords.UnreadablePasswordException;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.settings.values.Setting;
import io.github.azblobcache.store.azure.config.AzureCredential.AccountKey;
import io.github.azblobcache.store.azure.config.AzureCredential.DefaultChain;
import io.github.azblobcache.store.azure.config.AzureCredential.SharedAccessSignature;
import io.github.azblobcache.store.types.BuiltInStores;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

  private static final String URL = "https://acct.blob.core.windows.net";
  private static final String KEY = "QUJD".repeat(21) + "QQ==";
  private static final String OTHER_KEY = "REVG".repeat(21) + "RA==";
  private static final String SAS = "sv=2023-11-03&sp=rcwl&sig=a%2Bb%3D";
  private static final String VARIABLE = "AZURE_STORAGE_CONNECTION_STRING";

  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Map<String, String> servers = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();

  private AzureLocation location(String fields) {
    SettingContext context =
        new SettingContext(
            environment::get,
            Path.of(""),
            id -> Optional.ofNullable(servers.get(id)),
            warnings::add,
            BuiltInStores.TYPES);
    return location(fields, context);
  }

  private static AzureLocation location(String fields, SettingContext context) {
    Setting setting = new Setting("<cacheTo>", "type=azblob" + fields);
    return (AzureLocation)
        CacheDescriptions.parseAll(setting, CacheUse.EXPORT, context).get(0).location();
  }

  private AzureCredential credential(String fields) {
    return location(",account_url=" + URL + fields).credential();
  }

  private String message(String fields) {
    return assertThrows(InvalidSettingException.class, () -> location(fields)).getMessage();
  }

  private static String connection(String account, String key) {
    return "DefaultEndpointsProtocol=https;AccountName="
        + account
        + ";AccountKey="
        + key
        + ";EndpointSuffix=core.windows.net";
  }

  @Test
  void theFirstInTheOrderCounts() {
    environment.put(VARIABLE, connection("acct", OTHER_KEY));
    servers.put("cache", SAS + "&from=server");
    String key = ",secret_access_key=" + KEY;
    String sas = ",sas_token=" + SAS;
    String string = ",connection_string=" + connection("acct", KEY);
    String server = ",server=cache";

    assertEquals(new AccountKey(KEY), credential(server + string + sas + key));
    assertEquals(new SharedAccessSignature(SAS), credential(server + string + sas));
    assertEquals(new AccountKey(KEY), credential(server + string));
    assertEquals(new SharedAccessSignature(SAS + "&from=server"), credential(server));
    assertEquals(new AccountKey(OTHER_KEY), credential(""));
    environment.clear();
    assertEquals(new DefaultChain(), credential(""));
  }

  @Nested
  class ASignature {

    @ParameterizedTest
    @ValueSource(strings = {"", "?"})
    void isReadWithAndWithoutAQuestionMark(String mark) {
      assertEquals(new SharedAccessSignature(SAS), credential(",sas_token=" + mark + SAS));
    }

    @Test
    void isTakenFromTheUrlWhichIsThenWithoutIt() {
      AzureLocation location = location(",account_url=" + URL + "/?" + SAS);

      assertEquals(new SharedAccessSignature(SAS), location.credential());
      assertEquals(URI.create(URL), location.accountUrl());
      assertEquals(URL + "/buildkit-cache", location.toString());
    }

    @Test
    void thatIsWrittenCountsBeforeTheUrls() {
      assertEquals(
          new SharedAccessSignature(SAS),
          location(",account_url=" + URL + "?sig=other,sas_token=" + SAS).credential());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sv=1&sp=r", "sig=", "sv=1&sig=a b", "sv=1&sig=a\tb", "sig=a#b"})
    void thatIsNoneIsRefused(String text) {
      assertEquals(
          "<cacheTo>: sas_token is not a shared access signature (it has "
              + text.length()
              + " characters). Write it as the Azure portal shows it: sv=...&sp=...&sig=...",
          message(",account_url=" + URL + ",sas_token=" + text));
    }

    @Test
    void tellsItsExpiry() {
      assertEquals(
          Optional.of("2026-01-31T00:00:00Z"),
          new SharedAccessSignature("sv=1&se=2026-01-31T00%3A00%3A00Z&sig=x").expiry());
      assertEquals(Optional.empty(), new SharedAccessSignature(SAS).expiry());
    }
  }

  @Nested
  class AConnectionString {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "AccountName=acct;AccountKey=<key> | https://acct.blob.core.windows.net",
          "DefaultEndpointsProtocol=https;AccountName=acct;AccountKey=<key>;EndpointSuffix=core.chinacloudapi.cn"
              + " | https://acct.blob.core.chinacloudapi.cn",
          "accountname=acct;accountkey=<key>;endpointsuffix=core.usgovcloudapi.net;"
              + " | https://acct.blob.core.usgovcloudapi.net",
          "BlobEndpoint=https://blobs.acme.io/;TableEndpoint=https://t.acme.io;AccountName=acct;AccountKey=<key>"
              + " | https://blobs.acme.io",
          "DefaultEndpointsProtocol=http;BlobEndpoint=http://127.0.0.1:1/acct;AccountName=acct;AccountKey=<key>"
              + " | http://127.0.0.1:1/acct",
        })
    void withAKeyTellsTheAccount(String text, String url) {
      AzureLocation location = location(",connection_string=" + text.replace("<key>", KEY));

      assertEquals(new AccountKey(KEY), location.credential());
      assertEquals(URI.create(url), location.accountUrl());
      assertEquals("acct", location.accountName());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "BlobEndpoint=https://acct.blob.core.windows.net/;SharedAccessSignature=<sas>",
          "BlobEndpoint=https://acct.blob.core.windows.net?<sas>",
          "AccountName=acct;SharedAccessSignature=?<sas>",
        })
    void withASignatureTellsTheAccount(String text) {
      AzureLocation location = location(",connection_string=" + text.replace("<sas>", SAS));

      assertEquals(new SharedAccessSignature(SAS), location.credential());
      assertEquals(URI.create(URL), location.accountUrl());
      assertEquals("acct", location.accountName());
    }

    @Test
    void ofTheEmulatorNeedsNothingElse() {
      AzureLocation location = location(",connection_string=UseDevelopmentStorage=true");

      assertEquals(URI.create("http://127.0.0.1:10000/devstoreaccount1"), location.accountUrl());
      assertEquals("devstoreaccount1", location.accountName());
      assertEquals(AccountKey.class, location.credential().getClass());
      assertEquals(
          URI.create("http://localhost:10000/devstoreaccount1"),
          location(
                  ",connection_string=UseDevelopmentStorage=true;"
                      + "DevelopmentStorageProxyUri=http://localhost/")
              .accountUrl());
    }

    @Test
    void ofTheEnvironmentTellsTheAccountAndTheKey() {
      environment.put(VARIABLE, connection("envacct", KEY));

      AzureLocation location = location("");

      assertEquals(new AccountKey(KEY), location.credential());
      assertEquals(URI.create("https://envacct.blob.core.windows.net"), location.accountUrl());
      assertEquals("envacct", location.accountName());
    }

    @Test
    void ofTheEnvironmentIsNotSentToAnotherAccount() {
      environment.put(VARIABLE, connection("other", KEY));
      environment.put("BUILDKIT_AZURE_STORAGE_ACCOUNT_URL", URL);

      assertEquals(new DefaultChain(), credential(""));
      assertEquals(new DefaultChain(), location("").credential());
      assertEquals(URI.create(URL), location("").accountUrl());
    }

    @Test
    void ofTheEnvironmentDoesNoHarmWhereItIsNotNeeded() {
      environment.put(VARIABLE, "not one at all");

      assertEquals(new AccountKey(KEY), credential(",secret_access_key=" + KEY));
    }

    @Test
    void forAnotherAccountThanTheUrlIsRefused() {
      assertEquals(
          "<cacheTo>: connection_string is for https://other.blob.core.windows.net, and account_url"
              + " is "
              + URL
              + ". Write one of the two.",
          message(",account_url=" + URL + ",connection_string=" + connection("other", KEY)));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "nonsense | has a part of 8 characters without '='",
          "AccountKey=<key> | has neither a BlobEndpoint nor an AccountName",
          "AccountName=acct | has neither an AccountKey nor a SharedAccessSignature",
        })
    void thatIsNoneIsRefused(String text, String problem) {
      assertEquals(
          "<cacheTo>: connection_string "
              + problem
              + ". Write it as the Azure portal shows it:"
              + " DefaultEndpointsProtocol=https;AccountName=<account>;AccountKey=<key>, or"
              + " BlobEndpoint=https://<account>.blob.core.windows.net;"
              + "SharedAccessSignature=<sas>.",
          message(",connection_string=" + text.replace("<key>", KEY)));
    }

    @Test
    void thatWouldSendItsSecretUnencryptedIsRefused() {
      assertEquals(
          "connection_string in <cacheTo>: account_url 'http://acct.blob.core.windows.net' would"
              + " send credentials and layers unencrypted. Write"
              + " https://acct.blob.core.windows.net: http is for loopback addresses only.",
          message(
              ",connection_string=DefaultEndpointsProtocol=http;AccountName=acct;AccountKey="
                  + KEY));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AccountName=devstoreaccount1;AccountKey=QQ==;BlobEndpoint=http://azurite:10000/devstoreaccount1",
        "TableEndpoint=https://acct.table.core.windows.net;SharedAccessSignature=sv=1&sig=a",
        "UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://azurite",
        "BlobEndpoint=https://acct.blob.core.windows.net",
        "Endpoint=sb://bus.servicebus.windows.net/",
        "not set"
      })
  void theVariableThatIsThereForSomethingElseIsLeftAlone(String text) {
    environment.put(VARIABLE, text);
    assertEquals(new AzureCredential.DefaultChain(), credential(""));
    assertEquals(new AccountKey(KEY), credential(",secret_access_key=" + KEY));
  }

  @Test
  void theVariableThatIsTheOnlySourceOfTheAccountMustBeRight() {
    environment.put(
        VARIABLE, "UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://azurite");
    assertTrue(message("").startsWith("connection_string in " + VARIABLE), message(""));
    environment.put(VARIABLE, "AccountName=acct;AccountKey=s3cret!");
    assertTrue(message("").contains("secret_access_key is not base64"), message(""));
  }

  @Nested
  class AServer {

    @Test
    void hasAnAccountKeyOrASignatureForPassword() {
      servers.put("key", KEY);
      servers.put("sas", "?" + SAS);

      assertEquals(new AccountKey(KEY), credential(",server=key"));
      assertEquals(new SharedAccessSignature(SAS), credential(",server=sas"));
    }

    @Test
    void thatIsNotThereIsNamed() {
      assertEquals(
          "<cacheTo>: unknown server 'none' in settings.xml. Add <server><id>...</id>"
              + "<password>an account key or a shared access signature</password></server>, or"
              + " leave server= out.",
          message(",account_url=" + URL + ",server=none"));
    }

    @Test
    void withoutAPasswordIsNamed() {
      servers.put("empty", "");
      assertEquals(
          "<cacheTo>: the server 'empty' of settings.xml has no password. Set its <password> to an"
              + " account key or a shared access signature.",
          message(",account_url=" + URL + ",server=empty"));
    }

    @Test
    void withAnotherPasswordIsToldWithoutIt() {
      servers.put("wrong", "s3cret!");
      assertEquals(
          "the server 'wrong' of settings.xml: secret_access_key is not base64 (it has 7"
              + " characters). Write the account's key as the Azure portal shows it: 88 characters"
              + " with '==' at the end.",
          message(",account_url=" + URL + ",server=wrong"));
    }

    @Test
    void whosePasswordCannotBeDecryptedIsNamed() {
      SettingContext context =
          new SettingContext(
              name -> null,
              Path.of(""),
              id -> {
                throw new UnreadablePasswordException("there is no master password");
              },
              warnings::add,
              BuiltInStores.TYPES);
      InvalidSettingException e =
          assertThrows(
              InvalidSettingException.class,
              () -> location(",account_url=" + URL + ",server=cache", context));
      assertEquals(
          "<cacheTo>: the password of the server 'cache' of settings.xml can't be decrypted: there"
              + " is no master password. Encrypt it anew with 'mvn --encrypt-password', or 'mvnenc"
              + " encrypt' of Maven 4, and check that settings-security.xml is here.",
          e.getMessage());
    }
  }

  @Test
  void theAccountsNameDoesNotChangeWhereTheSecretGoes() {
    AzureLocation location =
        location(",account_url=" + URL + ",account_name=evil,sas_token=" + SAS);

    assertEquals(URI.create(URL), location.accountUrl());
    assertEquals("evil", location.accountName());
  }

  @Test
  void noneIsPrinted() {
    for (AzureCredential credential :
        new AzureCredential[] {new AccountKey(KEY), new SharedAccessSignature(SAS)}) {
      AzureLocation location = new AzureLocation(URI.create(URL), "acct", "layers", credential);
      assertFalse((location + " " + credential).contains("sig="), location.toString());
      assertFalse((location + " " + credential).contains(KEY), location.toString());
    }
  }
}
