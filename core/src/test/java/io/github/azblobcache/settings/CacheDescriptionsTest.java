package io.github.azblobcache.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.azblobcache.manifest.ManifestName;
import io.github.azblobcache.settings.syntax.CacheUse;
import io.github.azblobcache.settings.syntax.ServerPasswords;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.values.InvalidSettingException;
import io.github.azblobcache.settings.values.Setting;
import io.github.azblobcache.store.Layout;
import io.github.azblobcache.store.azure.config.AzureCredential;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.directory.DirectoryLocation;
import io.github.azblobcache.store.types.BuiltInStores;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheDescriptionsTest {

  private static final String URL = "account_url=https://acct.blob.core.windows.net";
  private static final String AZBLOB = "type=azblob," + URL;
  private static final String KEY = "QUJD".repeat(21) + "QQ==";
  private static final Path BASE = Path.of("base").toAbsolutePath();

  private static List<CacheDescription> all(
      CacheUse use, String text, Map<String, String> environment) {
    return CacheDescriptions.parseAll(
        new Setting("<cacheTo>", text),
        use,
        new SettingContext(
            environment::get, BASE, ServerPasswords.NONE, warning -> {}, BuiltInStores.TYPES));
  }

  private static CacheDescription export(String text) {
    return all(CacheUse.EXPORT, text, Map.of()).get(0);
  }

  private static AzureLocation azure(String text) {
    return (AzureLocation) export(text).location();
  }

  private static List<ManifestName> names(String... names) {
    return Stream.of(names).map(ManifestName::new).toList();
  }

  @Nested
  class Reading {

    @Test
    void hasTheDefaultsOfBuildKit() {
      assertEquals(
          new CacheDescription(
              new AzureLocation(
                  URI.create("https://acct.blob.core.windows.net"),
                  "acct",
                  "buildkit-cache",
                  new AzureCredential.DefaultChain()),
              Layout.DEFAULT,
              names("buildkit"),
              CacheMode.MIN,
              false),
          export(AZBLOB));
    }

    @Test
    void readsEveryKey() {
      assertEquals(
          new CacheDescription(
              new AzureLocation(
                  URI.create("https://cache.acme.io"),
                  "acct",
                  "layers",
                  new AzureCredential.AccountKey(KEY)),
              new Layout("team/a", "b", "m"),
              names("main", "team/shop"),
              CacheMode.MAX,
              true),
          export(
              " TYPE=azblob, Account_URL=https://cache.acme.io/,account_name=acct,container=layers,"
                  + "secret_access_key="
                  + KEY
                  + ",prefix=team/a,blobs_prefix=b,manifests_prefix=m,"
                  + "\"name=main;team/shop;main\",mode=max,ignore-error=T "));
    }

    @Test
    void readsTheEnvironmentWhereTheDescriptionSaysNothing() {
      Map<String, String> environment =
          Map.of(
              "BUILDKIT_AZURE_STORAGE_ACCOUNT_URL", "https://env.blob.core.windows.net",
              "BUILDKIT_AZURE_STORAGE_ACCOUNT_NAME", "envname",
              "BUILDKIT_AZURE_STORAGE_CONTAINER", "envcontainer",
              "BUILDKIT_AZURE_STORAGE_PREFIX", "envprefix");

      CacheDescription fromEnvironment = all(CacheUse.IMPORT, "type=azblob", environment).get(0);
      CacheDescription described =
          all(CacheUse.IMPORT, AZBLOB + ",account_name=other,container=other,prefix=", environment)
              .get(0);

      assertEquals(
          new AzureLocation(
              URI.create("https://env.blob.core.windows.net"),
              "envname",
              "envcontainer",
              new AzureCredential.DefaultChain()),
          fromEnvironment.location());
      assertEquals("envprefix", fromEnvironment.layout().prefix());
      assertEquals(
          new AzureLocation(
              URI.create("https://acct.blob.core.windows.net"),
              "other",
              "other",
              new AzureCredential.DefaultChain()),
          described.location());
      assertEquals("", described.layout().prefix());
    }

    @Test
    void anEmptyVariableIsNone() {
      Map<String, String> environment =
          Map.of(
              "BUILDKIT_AZURE_STORAGE_ACCOUNT_NAME", "", "BUILDKIT_AZURE_STORAGE_CONTAINER", " ");

      AzureLocation location =
          (AzureLocation) all(CacheUse.IMPORT, AZBLOB, environment).get(0).location();

      assertEquals("acct", location.accountName());
      assertEquals("buildkit-cache", location.container());
    }

    @Test
    void anEmptyAccountKeyIsNoneAsInBuildKit() {
      assertEquals(
          new AzureCredential.DefaultChain(), azure(AZBLOB + ",secret_access_key=").credential());
    }

    @ParameterizedTest
    @CsvSource({
      "http://127.0.0.1:10000/devstoreaccount1/, devstoreaccount1",
      "http://localhost:10000/devstoreaccount1, devstoreaccount1",
      "http://[::1]:10000/devstoreaccount1, devstoreaccount1",
      "https://10.0.0.7/devstoreaccount1, devstoreaccount1",
      "https://acct.blob.core.windows.net/, acct",
      "https://acct.z01.blob.storage.azure.net, acct",
      "https://acct.blob.core.chinacloudapi.cn, acct",
      "https://acct.blob.core.usgovcloudapi.net, acct",
      "https://acct.proxy.acme.io/azure, acct",
    })
    void tellsTheAccountsNameFromTheUrl(String url, String name) {
      AzureLocation location = azure("type=azblob,account_url=" + url);

      assertEquals(name, location.accountName());
      assertEquals(URI.create(url.replaceAll("/$", "")), location.accountUrl());
    }

    @Test
    void readsAFolder() {
      assertEquals(
          new CacheDescription(
              new DirectoryLocation(BASE.resolve("a,b")),
              new Layout("p", "blobs", "manifests"),
              names("n"),
              CacheMode.MIN,
              false),
          export("type=local,\"dest=a,b\",name=n,prefix=p"));
      assertEquals(
          new DirectoryLocation(BASE.getParent().resolve("x")),
          all(CacheUse.IMPORT, "type=local,src=../x", Map.of()).get(0).location());
    }

    @Test
    void readsHowLongATagIsBelieved() {
      assertEquals(Optional.empty(), export("type=local,dest=a").baseMaxAge());
      CacheDescription believed = export("type=local,dest=a,mode=max,base-max-age=12h");
      assertEquals(Optional.of(Duration.ofHours(12)), believed.baseMaxAge());
      assertTrue(believed.notesBaseTags());
      assertFalse(export("type=local,dest=a,mode=max").notesBaseTags());
    }

    @Test
    void theEnvironmentSaysNothingOfAFolder() {
      Map<String, String> environment = Map.of("BUILDKIT_AZURE_STORAGE_PREFIX", "envprefix");

      assertEquals(
          Layout.DEFAULT, all(CacheUse.EXPORT, "type=local,dest=x", environment).get(0).layout());
    }

    @Test
    void readsSeveralCachesOnePerLine() {
      List<CacheDescription> caches =
          all(CacheUse.EXPORT, "\n  type=local,dest=a \r\n\n\ttype=local,dest=b\n", Map.of());

      assertEquals(
          List.of(
              new DirectoryLocation(BASE.resolve("a")), new DirectoryLocation(BASE.resolve("b"))),
          caches.stream().map(CacheDescription::location).toList());
    }

    @Test
    void importsFromACacheOnce() {
      assertEquals(
          1, all(CacheUse.IMPORT, "type=local,src=a\ntype=local,src=./a", Map.of()).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "t", "T", "TRUE", "true", "True"})
    void takesWhatGoTakesForTrue(String text) {
      assertTrue(export("type=local,dest=a,ignore-error=" + text).ignoreError());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "f", "F", "FALSE", "false", "False"})
    void takesWhatGoTakesForFalse(String text) {
      assertFalse(export("type=local,dest=a,ignore-error=" + text).ignoreError());
    }
  }

  @Nested
  class Refusing {

    private static final String AZBLOB_KEYS =
        "The keys of type=azblob are account_url, account_name, secret_access_key, sas_token,"
            + " connection_string, server, container,"
            + " prefix, manifests_prefix, blobs_prefix, name, mode, base-max-age, ignore-error.";
    private static final String LOCAL_KEYS =
        "The keys of type=local are src, dest, prefix, manifests_prefix, blobs_prefix, name, mode,"
            + " base-max-age, ignore-error.";

    private static String message(CacheUse use, String text, Map<String, String> environment) {
      return assertThrows(InvalidSettingException.class, () -> all(use, text, environment))
          .getMessage();
    }

    private static void refuses(String text, String message) {
      assertEquals("<cacheTo>: " + message, message(CacheUse.EXPORT, text, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n "})
    void anEmptySetting(String text) {
      refuses(
          text,
          "is empty. Write"
              + " type=azblob,account_url=https://<account>.blob.core.windows.net,name=<name>, or"
              + " leave it out.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "gha", "registry", "inline"})
    void anotherType(String type) {
      refuses(
          "type=" + type + ",bucket=x",
          "unknown type '"
              + type
              + "'. The types are azblob (Azure Blob Storage) and local (a folder).");
    }

    @Test
    void aMistypedType() {
      refuses(
          "type=azblobs",
          "unknown type 'azblobs'. Did you mean 'azblob'? The types are azblob (Azure"
              + " Blob Storage) and local (a folder).");
    }

    @Test
    void aTypeInCapitals() {
      refuses(
          "type=AZBLOB",
          "unknown type 'AZBLOB'. Did you mean 'azblob'? The types are azblob (Azure"
              + " Blob Storage) and local (a folder).");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "'type=local,dest=/cache'",
          " \"type=local,dest=/cache\"",
          "\"name=a,TYPE=local,dest=/cache\""
        })
    void quotesThatAShellWouldHaveRemoved(String text) {
      refuses(text, "quotes around the whole description. Remove them.");
    }

    @Test
    void noType() {
      refuses("name=a", "no type. Write type=azblob or type=local as a field.");
    }

    @Test
    void anImageReference() {
      refuses(
          "acme.io/cache:main",
          "field 1 'acme.io/cache:main' has no '='. Write key=value, the fields separated by"
              + " commas:"
              + " type=azblob,account_url=https://<account>.blob.core.windows.net,name=<name>.");
    }

    @Test
    void aFieldWithNothingInIt() {
      refuses(
          "type=local,",
          "field 2 is empty. Write each cache on one line, and one comma between two fields.");
    }

    @Test
    void anUnknownKeyAndNamesTheNearest() {
      refuses(
          "type=azblob,acount_url=https://x",
          "unknown key 'acount_url'. Did you mean 'account_url'? " + AZBLOB_KEYS);
      refuses(
          AZBLOB + ",ignore_errors=1",
          "unknown key 'ignore_errors'. Did you mean 'ignore-error'? " + AZBLOB_KEYS);
      refuses(AZBLOB + ",bucket=b", "unknown key 'bucket'. " + AZBLOB_KEYS);
    }

    @Test
    void aKeyOfTheOtherType() {
      refuses(
          "type=local,dest=a,account_url=b",
          "'account_url' is not a key of type=local. " + LOCAL_KEYS);
    }

    @Test
    void aKeyThatIsWrittenTwice() {
      refuses("type=local,dest=a,Dest=b", "the key 'dest' is written twice. Write it once.");
    }

    @Test
    void aQuoteOutOfPlace() {
      refuses(
          AZBLOB + ",name=\"a,b\"",
          "a quote inside the unquoted field 3 (column 65). Quote a whole field, as in"
              + " \"name=a,b\", and write a quote inside it twice.");
    }

    @Test
    void noAccountUrl() {
      String message =
          "no account_url. Write account_url=https://<account>.blob.core.windows.net, or set"
              + " BUILDKIT_AZURE_STORAGE_ACCOUNT_URL.";
      refuses("type=azblob", message);
      refuses("type=azblob,account_url=", message);
    }

    @Test
    void anAccountUrlWithoutAScheme() {
      refuses(
          "type=azblob,account_url=acct.blob.core.windows.net",
          "account_url 'acct.blob.core.windows.net' has no scheme. Write"
              + " https://acct.blob.core.windows.net.");
      refuses(
          "type=azblob,account_url=localhost:10000/devstoreaccount1",
          "account_url 'localhost:10000/devstoreaccount1' has no scheme. Write"
              + " http://localhost:10000/devstoreaccount1.");
      refuses(
          "type=azblob,account_url=https:acct.blob.core.windows.net",
          "account_url 'https:acct.blob.core.windows.net' has no scheme. Write"
              + " https://acct.blob.core.windows.net.");
    }

    @Test
    void anAccountUrlThatIsNone() {
      refuses(
          "type=azblob,account_url=acct",
          "account_url 'acct' is not a URL. Write https://<account>.blob.core.windows.net.");
      refuses(
          "type=azblob,account_url=" + KEY,
          "the value of 'account_url' looks like an account key, a signature or a token. Write a"
              + " secret only as the value of its own key, secret_access_key for instance.");
    }

    @Test
    void anotherScheme() {
      refuses(
          "type=azblob,account_url=wasbs://acct.blob.core.windows.net",
          "account_url 'wasbs://acct.blob.core.windows.net' has the scheme 'wasbs'. Write"
              + " https://<account>.blob.core.windows.net.");
    }

    @Test
    void anAccountUrlWithoutAHost() {
      refuses(
          "type=azblob,account_url=https://my account",
          "account_url 'https://my account' is not a URL with a host. Write"
              + " https://<account>.blob.core.windows.net.");
      refuses(
          "type=azblob,account_url=https:///x",
          "account_url 'https:///x' is not a URL with a host. Write"
              + " https://<account>.blob.core.windows.net.");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"acct.blob.core.windows.net", "azurite:10000", "127.evil.com", "10.0.0.1"})
    void httpToAnotherMachine(String host) {
      refuses(
          "type=azblob,account_url=http://" + host,
          "account_url 'http://"
              + host
              + "' would send credentials and layers unencrypted. Write https://"
              + host
              + ": http is for loopback addresses only.");
    }

    @Test
    void secretsInTheUrlWithoutShowingThem() {
      refuses(
          "type=azblob,account_url=https://me:s3cret@acct.blob.core.windows.net:1/x",
          "account_url has user info in it. Write https://acct.blob.core.windows.net:1/x and, where"
              + " there is an account key, secret_access_key=<key>.");
      refuses(
          "type=azblob,account_url=https://acct.blob.core.windows.net/?key=s3cret",
          "account_url has a query that is not a shared access signature. Write"
              + " https://acct.blob.core.windows.net.");
      refuses(
          "type=azblob,account_url=https://acct.blob.core.windows.net/?sv=1&sig=s3cret#s3cret",
          "account_url has a fragment in it. Write https://acct.blob.core.windows.net.");
      refuses(
          "type=azblob,account_url=http://acct.blob.core.windows.net/?sv=1&sig=s3cret",
          "account_url 'http://acct.blob.core.windows.net' would send credentials and layers"
              + " unencrypted. Write https://acct.blob.core.windows.net: http is for loopback"
              + " addresses only.");
      refuses(
          "type=azblob,account_url=me:s3cret@acct.blob.core.windows.net?sig=s3cret",
          "account_url 'acct.blob.core.windows.net' has no scheme. Write"
              + " https://acct.blob.core.windows.net.");
    }

    @Test
    void aBrokenUrlWithoutShowingItsSecrets() {
      refuses(
          "type=azblob,account_url=https://me:s3/cr#t@acct blob?sig=s3cret",
          "account_url 'https://acct blob' is not a URL with a host. Write"
              + " https://<account>.blob.core.windows.net.");
    }

    @Test
    void aContainerInTheUrl() {
      refuses(
          AZBLOB + "/layers",
          "account_url 'https://acct.blob.core.windows.net/layers' has a path. Write"
              + " https://acct.blob.core.windows.net and the container as container=layers.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Layers", "a--b", "-ab", "ab-", "a_b", "$root", "a/b"})
    void anIllegalContainer(String container) {
      refuses(
          AZBLOB + ",container=" + container,
          "container '"
              + container
              + "' is not a valid name of a container. Write 3 to 63 lower-case letters,"
              + " digits and single hyphens, a letter or digit first and last.");
    }

    @Test
    void anIllegalContainerOfTheEnvironmentByItsName() {
      assertEquals(
          "BUILDKIT_AZURE_STORAGE_CONTAINER: container 'A' is not a valid name of a container."
              + " Write 3 to 63 lower-case letters, digits and single hyphens, a letter or digit"
              + " first and last.",
          message(CacheUse.IMPORT, AZBLOB, Map.of("BUILDKIT_AZURE_STORAGE_CONTAINER", "A")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Acct", "my-account", "evil.com/"})
    void anIllegalAccountName(String name) {
      refuses(
          AZBLOB + ",account_name=" + name,
          "account_name '"
              + name
              + "' is not a valid name of a storage account. Write the account's name: 3 to 24"
              + " lower-case letters and digits.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "my-account"})
    void aUrlOfAnAccountThatCannotBe(String name) {
      refuses(
          "type=azblob,account_url=https://" + name + ".blob.core.windows.net",
          "account_url 'https://"
              + name
              + ".blob.core.windows.net' is for a storage account '"
              + name
              + "'. No account can have this name: check it, it has 3 to 24 lower-case letters and"
              + " digits.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:10000", "https://my-cache.acme.io"})
    void aUrlThatDoesNotTellTheAccount(String url) {
      refuses(
          "type=azblob,account_url=" + url,
          "account_url '"
              + url
              + "' does not contain the account's name. Write account_name=<account> as well.");
    }

    @Test
    void anEmptyName() {
      refuses(
          AZBLOB + ",name=",
          "name '' is not one or more names: A manifest name has 1 to 1000 characters, this one has"
              + " 0. Write name=<name>, or name=<name>;<name> for several.");
      refuses(
          AZBLOB + ",name=a;;b",
          "name 'a;;b' is not one or more names: A manifest name has 1 to 1000 characters, this one"
              + " has 0. Write name=<name>, or name=<name>;<name> for several.");
    }

    @Test
    void aNameThatLeavesItsFolder() {
      refuses(
          AZBLOB + ",name=../blobs/x",
          "name '../blobs/x' is not one or more names: A manifest name has no empty, '.' or '..'"
              + " segment: '../blobs/x'. Write name=<name>, or name=<name>;<name> for several.");
    }

    @Test
    void aPrefixThatNoBlobCanHave() {
      assertTrue(
          message(CacheUse.EXPORT, AZBLOB + ",prefix=a\\b", Map.of())
              .startsWith(
                  "<cacheTo>: prefix, manifests_prefix, blobs_prefix and name make no legal blob"
                      + " name: A blob name has no backslash"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"maximum", "MAX", ""})
    void anotherMode(String mode) {
      String problem =
          "mode '"
              + mode
              + "' is neither min nor max. Write mode=min for the layers that the build makes,"
              + " mode=max for the base image's too.";
      refuses(AZBLOB + ",mode=" + mode, problem);
      assertEquals(
          "<cacheTo>: " + problem, message(CacheUse.IMPORT, AZBLOB + ",mode=" + mode, Map.of()));
    }

    @Test
    void anAgeThatNobodyWouldNote() {
      refuses(
          AZBLOB + ",base-max-age=12h",
          "base-max-age is there without mode=max, and only an export of base images notes their"
              + " tags. Add mode=max, or leave base-max-age out.");
    }

    @Test
    void anAgeThatIsNone() {
      refuses(
          AZBLOB + ",base-max-age=1 day",
          "base-max-age '1 day' is not a duration. Write base-max-age=24h or base-max-age=P7D, or"
              + " leave it out.");
    }

    @Test
    void aDoubtfulTruth() {
      refuses(
          AZBLOB + ",ignore-error=maybe",
          "ignore-error 'maybe' is neither true nor false. Write ignore-error=true or"
              + " ignore-error=false.");
    }

    @Test
    void aFolderThatIsNotNamed() {
      refuses("type=local", "no dest. Write dest=<folder>.");
      refuses("type=local,dest=", "no dest. Write dest=<folder>.");
      assertEquals(
          "<cacheTo>: no src. Write src=<folder>.",
          message(CacheUse.IMPORT, "type=local", Map.of()));
    }

    @Test
    void theFolderOfTheOtherUse() {
      refuses("type=local,src=x", "'src' is not for an export. Write dest=x.");
      assertEquals(
          "<cacheTo>: 'dest' is not for an import. Write src=x.",
          message(CacheUse.IMPORT, "type=local,dest=x", Map.of()));
    }

    @Test
    void aFolderThatCannotBe() {
      refuses(
          "type=local,dest=a\0b",
          "dest 'a?b' is not the name of a folder: Nul character not allowed. Write"
              + " dest=<folder>.");
    }

    @Test
    void anAccountKeyThatIsNotOne() {
      refuses(
          AZBLOB + ",secret_access_key=not!base64",
          "secret_access_key is not base64 (it has 10 characters). Write the account's key as the"
              + " Azure portal shows it: 88 characters with '==' at the end.");
    }

    @Test
    void twoExportsToOneManifest() {
      refuses(
          AZBLOB + ",name=a;b\n" + AZBLOB + ",name=c;b,mode=max",
          "two of the caches are one: both write"
              + " https://acct.blob.core.windows.net/buildkit-cache/manifests/b. Write one of them"
              + " only, or give them different names with name=<name>.");
    }

    @Test
    void twoExportsToOneFolderThroughALink(@TempDir Path folder) throws IOException {
      Path real = Files.createDirectories(folder.toRealPath().resolve("real"));
      Path link = Files.createSymbolicLink(folder.resolve("link"), real);

      for (String below : List.of("", "/not/there/yet")) {
        refuses(
            "type=local,dest=" + real + below + "\ntype=local,dest=" + link + below,
            "two of the caches are one: both write "
                + real
                + below
                + "/manifests/buildkit. Write one of them only, or give them different names with"
                + " name=<name>.");
      }
    }

    @Test
    void anExportToWhatIsNoFolderAndMayFail(@TempDir Path folder) throws IOException {
      Path dangling = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("unmounted"));

      assertEquals(
          new DirectoryLocation(dangling),
          export("type=local,ignore-error=true,dest=" + dangling).location());
    }

    @Test
    void twoExportsToOneAccountThatIsWrittenInTwoWays() {
      refuses(
          AZBLOB + "\n" + "type=azblob,account_url=HTTPS://acct.Blob.core.windows.net:443",
          "two of the caches are one: both write"
              + " https://acct.blob.core.windows.net/buildkit-cache/manifests/buildkit. Write one"
              + " of them only, or give them different names with name=<name>.");
    }

    @Test
    void anExportToWhatIsNoFolder(@TempDir Path folder) throws IOException {
      Path file = Files.createFile(folder.resolve("file"));
      Path dangling = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
      String write = ". Write dest=<folder>.";

      refuses("type=local,dest=" + file, "dest '" + file + "' is a file" + write);
      refuses(
          "type=local,dest=" + file + "/a/b",
          "dest '" + file + "/a/b' is below " + file + ", which is a file" + write);
      refuses(
          "type=local,dest=" + dangling,
          "dest '" + dangling + "' is a link that leads nowhere" + write);
      refuses(
          "type=local,dest=" + dangling + "/a",
          "dest '"
              + dangling
              + "/a' is below "
              + dangling
              + ", which is a link that leads nowhere"
              + write);
      all(CacheUse.IMPORT, "type=local,src=" + file, Map.of());
      export("type=local,dest=" + folder.resolve("not/there"));
    }

    @Test
    void theTildeOfAShell() {
      String home = System.getProperty("user.home");
      String problem = " names a folder '~', because only a shell replaces '~'. Write ";
      refuses(
          "type=local,dest=~/a",
          "'dest=~/a'" + problem + "dest=" + home + "/a, or in a POM dest=${user.home}/a.");
      assertEquals(
          "<cacheTo>: 'src=~'" + problem + "src=" + home + ", or in a POM src=${user.home}.",
          message(CacheUse.IMPORT, "type=local,src=~", Map.of()));
      export("type=local,dest=~a");
    }

    @Test
    void theRightOneOfSeveral() {
      assertEquals(
          "<cacheTo>, line 3: no dest. Write dest=<folder>.",
          message(CacheUse.EXPORT, "type=local,dest=a\n\ntype=local", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          ",secret_access_key=<key>,x",
          ",secret_access_key <key>",
          ",SECRET_ACCESS_KEY:<key>",
          ",secret_acess_key=<key>",
          ",secret_access_key<key>",
          ",<key>",
          ",account_name=<key>",
          ",container=<key>",
          ",dest=<key>",
          ",mode=<key>",
          ",ignore-error=<key>",
          ",name=\"a\",secret_access_key=<key>",
          ",secret_access_key=<key>,secret_access_key=<key>",
          ",secret_access_key=<key>!",
          ",\"secret_access_key=<key>",
          ",secret_access_key=<key>,account_url=x",
          ",secret_access_key=<key>,name=",
          ",sas_token=<key>",
          ",sas_token=sig=<key> x",
          ",sas_token<key>",
          ",sas_tokn=sig=<key>",
          ",connection_string=<key>",
          ",connection_string=AccountKey=<key>!;AccountName=a",
          ",connection_string=AccountKey=<key>",
          ",connection_string=AccountKey=<key>;AccountName=other",
          ",connection_string=BlobEndpoint=http://x.y;AccountKey=<key>",
          ",connection_string=BlobEndpoint=https://u:<key>@x.y",
          ",server=<key>",
          ",account_url=https://acct.blob.core.windows.net?sig=<key>",
        })
    void nothingWithTheSecretInTheMessage(String fields) {
      String message = message(CacheUse.EXPORT, AZBLOB + fields.replace("<key>", KEY), Map.of());

      assertFalse(message.toLowerCase(Locale.ROOT).contains("qujdqujd"), message);
    }
  }

  @Test
  void printsNoSecret() {
    CacheDescription cache = export(AZBLOB + ",secret_access_key=" + KEY);

    assertFalse(cache.toString().contains(KEY));
    assertEquals("<cacheTo>", new Setting("<cacheTo>", KEY).toString());
  }
}
