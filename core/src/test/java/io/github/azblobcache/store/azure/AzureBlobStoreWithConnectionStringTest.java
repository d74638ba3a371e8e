package io.github.azblobcache.store.azure;

import io.github.azblobcache.settings.CacheDescriptions;
import io.github.azblobcache.settings.syntax.CacheUse;
import io.github.azblobcache.settings.syntax.ServerPasswords;
import io.github.azblobcache.settings.syntax.SettingContext;
import io.github.azblobcache.settings.values.Setting;
import io.github.azblobcache.store.BlobStore;
import io.github.azblobcache.store.BlobStoreContract;
import io.github.azblobcache.store.azure.config.AzureLocation;
import io.github.azblobcache.store.types.BuiltInStores;
import io.github.azblobcache.testkit.Azurite;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/** A connection string is all that is known of the account. */
class AzureBlobStoreWithConnectionStringTest {

  private static BlobStore store(String secret) throws IOException {
    Azurite azurite = Azurite.shared();
    Setting setting =
        new Setting(
            "<cacheTo>",
            "type=azblob,container="
                + azurite.newContainerName()
                + ",connection_string=BlobEndpoint="
                + azurite.accountUrl()
                + ";"
                + secret);
    SettingContext context =
        new SettingContext(
            name -> null, Path.of(""), ServerPasswords.NONE, warning -> {}, BuiltInStores.TYPES);
    return new AzureBlobStore(
        (AzureLocation)
            CacheDescriptions.parseAll(setting, CacheUse.EXPORT, context).get(0).location());
  }

  @Nested
  class OfAKey extends BlobStoreContract {
    @Override
    protected BlobStore newStore() throws IOException {
      Azurite azurite = Azurite.shared();
      return store("AccountName=" + azurite.accountName() + ";AccountKey=" + azurite.accountKey());
    }
  }

  @Nested
  class OfASignature extends BlobStoreContract {
    @Override
    protected BlobStore newStore() throws IOException {
      return store("SharedAccessSignature=" + Signatures.ofAccount("rwdlacuptfi"));
    }
  }
}
